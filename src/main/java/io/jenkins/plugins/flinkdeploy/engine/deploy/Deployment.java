package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.flinkdeploy.engine.health.Baseline;
import io.jenkins.plugins.flinkdeploy.engine.health.Diagnosis;
import io.jenkins.plugins.flinkdeploy.engine.health.Finding;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SoakProgress;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAsked;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The whole state of one deployment, as one JSON value: whoever holds it can go on with it after a crash.
 *
 * @param version version of this format
 * @param order what was asked
 * @param phase where it stands
 * @param phaseSince since when
 * @param pending effects to be done, in this order; the first may already have been done once
 * @param retry the first pending effect failed in a way that may pass
 * @param prepared image and resource
 * @param before what stood on the cluster
 * @param savepointAsked the backup savepoint that was asked for
 * @param savepoints savepoints of this deployment
 * @param uid uid of the resource
 * @param baseline what must be new
 * @param lastJob the job as it was last seen
 * @param suspicion something that looks wrong but may pass
 * @param soak what the soak has seen
 * @param downSince since when no job runs
 * @param downtime how long no job ran
 * @param restoredFrom from what Flink restored the new job
 * @param serving of a blue/green deployment, the colour that was last seen to do the work
 * @param failure what went wrong first
 * @param diagnosis why
 * @param ending the terminal phase that follows when nothing is pending any more
 * @param lockedAt when the lease was last taken or renewed
 * @param waitingFor the last reason for waiting that was told
 * @param suspected the last thing that looked wrong in this phase and was told
 * @param warnedSlow whether it was told that this takes long
 * @param summary how it ended, one sentence
 * @param timeline every phase with its time
 */
public record Deployment(
        int version,
        Order order,
        Phase phase,
        Instant phaseSince,
        List<Effect> pending,
        Optional<Retry> retry,
        Optional<Prepared> prepared,
        Optional<Before> before,
        Optional<SavepointAsked> savepointAsked,
        List<SavepointTaken> savepoints,
        Optional<String> uid,
        Optional<Baseline> baseline,
        Optional<JobSeen> lastJob,
        Optional<Suspicion> suspicion,
        Optional<SoakProgress> soak,
        Optional<Instant> downSince,
        Optional<Duration> downtime,
        Optional<String> restoredFrom,
        Optional<String> serving,
        Optional<Finding> failure,
        Optional<Diagnosis> diagnosis,
        Optional<Phase> ending,
        Optional<Instant> lockedAt,
        Optional<String> waitingFor,
        Optional<String> suspected,
        boolean warnedSlow,
        Optional<String> summary,
        List<PhaseTime> timeline) {

    /** Version of the format that this code writes. */
    public static final int FORMAT = 2;

    /** Entering a phase. */
    public record PhaseTime(Phase phase, Instant at) {}

    /** Something that looks wrong since a moment. */
    public record Suspicion(Finding finding, Instant since) {}

    /**
     * A failed effect that is tried again.
     *
     * @param since when it failed first
     * @param attempts how often it failed
     * @param notBefore when to try again
     * @param problem what went wrong last
     */
    public record Retry(Instant since, int attempts, Instant notBefore, String problem) {}

    public Deployment {
        pending = List.copyOf(pending);
        savepoints = List.copyOf(savepoints);
        timeline = List.copyOf(timeline);
    }

    /** Whether nothing is left to do. */
    @JsonIgnore
    public boolean isFinished() {
        return phase.isTerminal();
    }

    /** Whether the next thing is to look at the cluster. */
    @JsonIgnore
    public boolean isWatching() {
        return pending.isEmpty() && !phase.isTerminal();
    }

    /** Whether something on the cluster may have changed by this deployment. */
    @JsonIgnore
    public boolean hasApplied() {
        return baseline.isPresent();
    }

    /**
     * Whether whoever resumes from the earlier state would do something else than from this one. What changes with every look at the
     * cluster and is seen again at the next one need not be saved.
     */
    boolean isWorthSavingAfter(Deployment earlier) {
        return !withoutSights().equals(earlier.withoutSights());
    }

    private Deployment withoutSights() {
        Draft draft = new Draft(this, phaseSince);
        draft.soak = soak.map(SoakProgress::withoutSamples);
        draft.lockedAt = lockedAt.map(any -> Instant.EPOCH);
        draft.pending.removeIf(Effect.RenewLock.class::isInstance);
        return draft.decide().deployment();
    }

    public String toJson() {
        return Json.write(this);
    }

    /**
     * Reads a saved state.
     *
     * @throws UserException when it is not one, or of a newer version of this tool
     */
    public static Deployment fromJson(String text) {
        try {
            int version = Json.read(text).path("version").asInt(-1);
            if (version < 1 || version > FORMAT) {
                throw new UserException(
                        "The saved deployment has format " + version + "; this version of flink-deploy reads up to "
                                + FORMAT + ".",
                        "Nothing was changed.",
                        "Resume it with the version that wrote it.");
            }
            return Json.read(text, Deployment.class);
        } catch (UncheckedIOException e) {
            throw new UserException(
                    "The saved deployment cannot be read: " + e.getMessage(), "Nothing was changed.", "", e);
        }
    }
}
