package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.time.Duration;
import java.util.Optional;

/**
 * Where state is kept.
 *
 * @param savepoints directory for savepoints
 * @param checkpoints directory for checkpoints
 * @param checkpointInterval time between checkpoints
 * @param keepSavepoints how many savepoints the operator keeps, whatever their age
 */
public record StateDefinition(
        Optional<String> savepoints,
        Optional<String> checkpoints,
        Optional<Duration> checkpointInterval,
        Optional<Integer> keepSavepoints) {}
