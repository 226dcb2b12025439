package io.jenkins.plugins.flinkdeploy.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.JobSavepoint;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointReport;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRun;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Savepoints that were taken: what the step returns to a Pipeline. Absent values are null. */
public final class SavepointResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String target;
    private final String outcome;
    private final boolean success;
    private final String summary;
    private final long tookMillis;
    private final ArrayList<Job> jobs;

    private SavepointResult(
            String target, SavepointRun.Stage outcome, String summary, Duration took, List<SavepointReport> reports) {
        this.target = target;
        this.outcome = outcome.name();
        this.success = outcome == SavepointRun.Stage.DONE;
        this.summary = summary;
        this.tookMillis = took.toMillis();
        this.jobs = reports.stream()
                .flatMap(report -> report.jobs().stream())
                .map(Job::new)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** As if there were nothing to do. */
    static SavepointResult none(String target, String summary) {
        return new SavepointResult(target, SavepointRun.Stage.DONE, summary, Duration.ZERO, List.of());
    }

    /** @param reports one for each resource that was asked for; one that has no savepoint is a failure of all */
    static SavepointResult of(List<SavepointReport> reports) {
        SavepointReport telling =
                reports.stream().filter(report -> !report.success()).findFirst().orElse(reports.get(0));
        long taken = reports.stream()
                .flatMap(report -> report.jobs().stream())
                .filter(job -> job.result() == JobSavepoint.Stage.TAKEN)
                .count();
        return new SavepointResult(
                telling.target(),
                telling.outcome(),
                telling.success() && reports.size() > 1 ? Messages.SavepointResult_taken(taken) : telling.summary(),
                reports.stream()
                        .map(SavepointReport::took)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO),
                reports);
    }

    /** What people call the cluster: {@code orders.main}. */
    @Whitelisted
    public String getTarget() {
        return target;
    }

    /** {@code DONE}; what ends otherwise fails the step. */
    @Whitelisted
    public String getOutcome() {
        return outcome;
    }

    /** Whether every running job has its savepoint. */
    @Whitelisted
    public boolean isSuccess() {
        return success;
    }

    /** One sentence. */
    @Whitelisted
    public String getSummary() {
        return summary;
    }

    /** From the start to the end, in milliseconds. */
    @Whitelisted
    public long getTookMillis() {
        return tookMillis;
    }

    /** One result for each job. */
    @Whitelisted
    public List<Job> getJobs() {
        return List.copyOf(jobs);
    }

    /** Path of the savepoint; of several, the first. */
    @CheckForNull
    @Whitelisted
    public String getPath() {
        return jobs.stream()
                .map(Job::getPath)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String toString() {
        return target + ": " + summary;
    }

    /** The savepoint of one job. */
    public static final class Job implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String resource;
        private final String jobId;
        private final String result;
        private final String path;
        private final Long sizeBytes;
        private final Long tookMillis;
        private final String note;

        private Job(SavepointReport.JobResult job) {
            resource = job.resource();
            jobId = job.jobId().orElse(null);
            result = job.result().name();
            path = job.savepoint().map(SavepointTaken::path).orElse(null);
            sizeBytes = job.savepoint()
                    .filter(taken -> taken.sizeBytes().isPresent())
                    .map(taken -> taken.sizeBytes().getAsLong())
                    .orElse(null);
            tookMillis = job.savepoint()
                    .flatMap(SavepointTaken::took)
                    .map(Duration::toMillis)
                    .orElse(null);
            note = job.note().orElse(null);
        }

        /** {@code FlinkSessionJob streaming/orders-main-enrich}. */
        @Whitelisted
        public String getResource() {
            return resource;
        }

        /** Flink's id of the job. */
        @CheckForNull
        @Whitelisted
        public String getJobId() {
            return jobId;
        }

        /** {@code TAKEN}, or {@code IDLE} for a job that does not run and need not. */
        @Whitelisted
        public String getResult() {
            return result;
        }

        /** Where the savepoint is. */
        @CheckForNull
        @Whitelisted
        public String getPath() {
            return path;
        }

        /** Its size, where Flink told. */
        @CheckForNull
        @Whitelisted
        public Long getSizeBytes() {
            return sizeBytes;
        }

        /** How long it took, in milliseconds, where that was seen. */
        @CheckForNull
        @Whitelisted
        public Long getTookMillis() {
            return tookMillis;
        }

        /** Why there is none. */
        @CheckForNull
        @Whitelisted
        public String getNote() {
            return note;
        }

        @Override
        public String toString() {
            return resource + ": "
                    + (path == null ? result : path)
                    + (sizeBytes == null ? "" : ", " + Text.bytes(sizeBytes));
        }
    }
}
