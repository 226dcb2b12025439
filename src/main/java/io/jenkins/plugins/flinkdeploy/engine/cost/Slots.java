package io.jenkins.plugins.flinkdeploy.engine.cost;

/**
 * Task slots of a cluster.
 *
 * @param total how many there are
 * @param used how many of them tasks run in
 */
public record Slots(int total, int used) {}
