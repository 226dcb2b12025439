package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Instant;
import java.util.Optional;

/**
 * What the JobManager said over REST at one moment.
 *
 * @param jobId the job that was asked
 * @param restarts how often Flink restarted this execution of the job
 * @param completedCheckpoints checkpoints completed since this execution started (savepoints included)
 * @param failedCheckpoints checkpoints failed since then
 * @param taskManagers registered task managers
 * @param runningTasks subtasks that run
 * @param allTasks subtasks of the job
 * @param newestException Flink's newest exception of the job
 * @param newestExceptionAt when it happened
 * @param restoredFrom path of the savepoint or checkpoint from which this execution was restored
 */
public record JobSample(
        String jobId,
        int restarts,
        int completedCheckpoints,
        int failedCheckpoints,
        int taskManagers,
        int runningTasks,
        int allTasks,
        Optional<String> newestException,
        Optional<Instant> newestExceptionAt,
        Optional<String> restoredFrom) {}
