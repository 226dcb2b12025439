package io.jenkins.plugins.flinkdeploy.engine.status;

import java.time.Instant;
import java.util.Optional;

/**
 * One job of a cluster, as Flink tells it, or as the operator does when Flink does not answer.
 *
 * @param name Flink's name of the job
 * @param resource name of the resource that declares it; empty when none does
 * @param state Flink's word, for instance {@code RUNNING}
 * @param id Flink's job id
 * @param startedAt when this execution started
 * @param url its page in Flink's web interface
 * @param checkpoints empty when it makes none, or they were not asked for
 * @param lastRestart when Flink last restarted it
 * @param lastException the newest failure's first line
 */
public record JobStatus(
        String name,
        Optional<String> resource,
        String state,
        Optional<String> id,
        Optional<Instant> startedAt,
        Optional<String> url,
        Optional<CheckpointStatus> checkpoints,
        Optional<Instant> lastRestart,
        Optional<String> lastException) {

    public boolean running() {
        return state.equals("RUNNING");
    }

    public boolean failed() {
        return state.equals("FAILED") || state.equals("FAILING");
    }
}
