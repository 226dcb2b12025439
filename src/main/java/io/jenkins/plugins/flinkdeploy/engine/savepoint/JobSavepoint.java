package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.Optional;

/**
 * One job of a savepoint run.
 *
 * @param resource the FlinkDeployment or FlinkSessionJob that runs it
 * @param uid the resource's uid
 * @param jobManager name of the FlinkDeployment whose JobManager runs it
 * @param jobId Flink's id of the job
 * @param stage how far it is
 * @param asked what was asked of the operator
 * @param taken the savepoint
 * @param note why there is none, or what is waited for
 */
public record JobSavepoint(
        ResourceId resource,
        String uid,
        String jobManager,
        Optional<String> jobId,
        Stage stage,
        Optional<SavepointAsked> asked,
        Optional<SavepointTaken> taken,
        Optional<String> note) {

    /** How far a savepoint is; names are part of the saved state and of the JSON report. */
    public enum Stage {
        /** The job runs and its savepoint will be asked for. */
        FOUND(false),
        /** Asked for. */
        ASKED(false),
        /** It exists, and is to be written down on the cluster. */
        PROVEN(false),
        /** It exists and is written down. */
        TAKEN(true),
        /** No job runs, as it was meant: suspended or finished. */
        IDLE(true),
        /** There is no savepoint. */
        FAILED(true);

        private final boolean ended;

        Stage(boolean ended) {
            this.ended = ended;
        }
    }

    /** A job as it is found. */
    static JobSavepoint found(Manifest manifest) {
        ResourceSeen seen = ResourceSeen.of(manifest);
        JobSeen job = seen.job();
        Stage stage = Stage.FAILED;
        Optional<String> note = Optional.of("The job is " + job.state().orElse("not started")
                + ", and only a RUNNING one can be asked for a savepoint.");
        if (job.is("RUNNING")) {
            stage = Stage.FOUND;
            note = Optional.empty();
        } else if (seen.suspendedByIntent() || job.is("FINISHED")) {
            stage = Stage.IDLE;
            note = Optional.of(
                    seen.suspendedByIntent()
                            ? "suspended"
                                    + seen.lastSavepoint()
                                            .map(last -> ", last savepoint " + last.location())
                                            .orElse("")
                            : "finished");
        }
        return new JobSavepoint(
                manifest.id(),
                seen.uid(),
                seen.jobManagerName(),
                job.id(),
                stage,
                Optional.empty(),
                Optional.empty(),
                note);
    }

    @JsonIgnore
    boolean hasEnded() {
        return stage.ended;
    }

    JobSavepoint asked(SavepointAsked value) {
        return new JobSavepoint(
                resource, uid, jobManager, jobId, Stage.ASKED, Optional.of(value), Optional.empty(), Optional.empty());
    }

    JobSavepoint waiting(String why) {
        return new JobSavepoint(resource, uid, jobManager, jobId, stage, asked, taken, Optional.of(why));
    }

    JobSavepoint proven(SavepointTaken value) {
        return new JobSavepoint(
                resource, uid, jobManager, jobId, Stage.PROVEN, asked, Optional.of(value), Optional.empty());
    }

    JobSavepoint recorded(Optional<String> problem) {
        return new JobSavepoint(resource, uid, jobManager, jobId, Stage.TAKEN, asked, taken, problem);
    }

    JobSavepoint failed(String problem) {
        return new JobSavepoint(resource, uid, jobManager, jobId, Stage.FAILED, asked, taken, Optional.of(problem));
    }
}
