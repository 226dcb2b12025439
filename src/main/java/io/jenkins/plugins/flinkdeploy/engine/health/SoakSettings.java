package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Duration;

/**
 * How long and how well a job must run before its deployment counts.
 *
 * @param soak how long it must be healthy
 * @param maxRestarts restarts of the job that are forgiven
 * @param minCheckpoints checkpoints that must complete; 0 for jobs without checkpoints
 */
public record SoakSettings(Duration soak, int maxRestarts, int minCheckpoints) {}
