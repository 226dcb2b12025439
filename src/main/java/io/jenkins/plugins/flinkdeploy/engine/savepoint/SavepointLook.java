package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import io.jenkins.plugins.flinkdeploy.engine.health.EventSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Observation;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SnapshotSeen;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a savepoint that was asked for.
 *
 * @param job the job as the operator tells it
 * @param last the last savepoint in the status of its resource
 * @param snapshot the object by which it was asked for
 * @param events events about the resource
 * @param jobManagerAnswers whether the JobManager was asked and answered
 * @param statistics Flink's newest savepoint of the job
 */
public record SavepointLook(
        JobSeen job,
        Optional<SavepointSeen> last,
        Optional<SnapshotSeen> snapshot,
        List<EventSeen> events,
        boolean jobManagerAnswers,
        Optional<JobSample.Savepoint> statistics) {
    public SavepointLook {
        events = List.copyOf(events);
    }

    /** What an observation of a deployment says about it. */
    public static SavepointLook of(Observation observation) {
        return new SavepointLook(
                observation.job(),
                observation.resource().flatMap(ResourceSeen::lastSavepoint),
                observation.snapshot(),
                observation.events(),
                observation.sample().isPresent(),
                observation.sample().flatMap(JobSample::newestSavepoint));
    }
}
