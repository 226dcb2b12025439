package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import io.jenkins.plugins.flinkdeploy.engine.status.CheckpointStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.JobStatus;
import java.time.Instant;

/** A job of a cluster on its page; absent texts are empty. */
public final class JobView {
    private final JobStatus job;
    private final Instant now;

    JobView(JobStatus job, Instant now) {
        this.job = job;
        this.now = now;
    }

    public String getName() {
        return job.name();
    }

    public String getStateText() {
        return StateTexts.ofJob(job.state());
    }

    public String getTone() {
        return job.running() ? "good" : job.failed() ? "bad" : "doubtful";
    }

    /** Flink's id. */
    public String getId() {
        return job.id().orElse("");
    }

    /** Its page in Flink's web interface. */
    public String getUrl() {
        return job.url().flatMap(Links::safe).orElse("");
    }

    public String getStarted() {
        return job.startedAt().map(at -> ViewTimes.at(at, now)).orElse("");
    }

    public String getCheckpoints() {
        return job.checkpoints()
                .map(seen -> Messages.JobView_checkpoints(
                        seen.completed().orElse(0),
                        seen.failed().orElse(0),
                        seen.inProgress().orElse(0),
                        seen.restored().orElse(0)))
                .orElse("");
    }

    /** Age and size of the newest one. */
    public String getLastCheckpoint() {
        return job.checkpoints()
                .flatMap(CheckpointStatus::lastAt)
                .map(at -> Messages.JobView_lastCheckpoint(ViewTimes.since(at, now), size()))
                .orElse("");
    }

    private String size() {
        return job.checkpoints().isPresent()
                        && job.checkpoints().get().lastSizeBytes().isPresent()
                ? Text.bytes(job.checkpoints().get().lastSizeBytes().getAsLong())
                : "?";
    }

    public String getFailedCheckpoint() {
        return job.checkpoints()
                .flatMap(CheckpointStatus::lastFailure)
                .map(Text::firstLine)
                .map(Secrets::masked)
                .orElse("");
    }

    public String getLastRestart() {
        return job.lastRestart().map(at -> ViewTimes.at(at, now)).orElse("");
    }

    public String getLastException() {
        return job.lastException().map(Secrets::masked).orElse("");
    }
}
