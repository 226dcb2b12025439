package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Duration;
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
 * @param allTasks subtasks of the job; 0 of 0 where they are known to run without having been counted
 * @param newestException Flink's newest exception of the job
 * @param newestExceptionAt when it happened
 * @param newestSavepoint the newest savepoint that this execution completed
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
        Optional<Savepoint> newestSavepoint,
        Optional<String> restoredFrom) {

    /** The same with another number of task managers. */
    public JobSample withTaskManagers(int count) {
        return new JobSample(
                jobId,
                restarts,
                completedCheckpoints,
                failedCheckpoints,
                count,
                runningTasks,
                allTasks,
                newestException,
                newestExceptionAt,
                newestSavepoint,
                restoredFrom);
    }

    /** The same with so many tasks, which all run. */
    public JobSample withRunningTasks(int count) {
        return new JobSample(
                jobId,
                restarts,
                completedCheckpoints,
                failedCheckpoints,
                taskManagers,
                count,
                count,
                newestException,
                newestExceptionAt,
                newestSavepoint,
                restoredFrom);
    }

    /** The same with what a newer answer about the same job says of its failures. */
    public JobSample withFailuresOf(JobSample newer) {
        return new JobSample(
                jobId,
                Math.max(restarts, newer.restarts),
                completedCheckpoints,
                failedCheckpoints,
                taskManagers,
                runningTasks,
                allTasks,
                newer.newestException.or(() -> newestException),
                newer.newestExceptionAt.or(() -> newestExceptionAt),
                newestSavepoint,
                restoredFrom);
    }

    /**
     * A savepoint in Flink's own statistics.
     *
     * @param path where it is
     * @param sizeBytes size of its state
     * @param took end-to-end duration
     */
    public record Savepoint(String path, long sizeBytes, Duration took) {}
}
