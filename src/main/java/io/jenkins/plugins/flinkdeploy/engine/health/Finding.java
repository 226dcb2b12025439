package io.jenkins.plugins.flinkdeploy.engine.health;

/**
 * Something wrong that was seen, in the words of whoever said it.
 *
 * @param code what sort of thing
 * @param text one sentence for the log, with the resource, pod or job it concerns
 */
public record Finding(FindingCode code, String text) {}
