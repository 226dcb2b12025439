package io.jenkins.plugins.flinkdeploy.engine.health;

import java.util.Optional;

/**
 * The Flink job as the operator's status tells it.
 *
 * @param state Flink's job state (RUNNING, FAILED, …), empty while the operator has not seen a job
 * @param id Flink's job id
 * @param startTime when this execution of the job started, as the operator writes it; only compared, never computed with
 */
public record JobSeen(Optional<String> state, Optional<String> id, Optional<String> startTime) {
    public static final JobSeen NONE = new JobSeen(Optional.empty(), Optional.empty(), Optional.empty());

    public boolean is(String wanted) {
        return state.filter(wanted::equals).isPresent();
    }

    /** Whether this is another execution than the earlier one: another job id or another start time. */
    public boolean isAnotherThan(JobSeen earlier) {
        return !id.equals(earlier.id) || !startTime.equals(earlier.startTime);
    }
}
