package io.jenkins.plugins.flinkdeploy.engine.health;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a job that was once seen running is healthy: it keeps running, does not restart, and completes checkpoints. */
public final class SoakRules {
    /** How long the JobManager is asked in vain before it counts: it may be busy, or the way to it interrupted. */
    static final Duration UNPROVEN_PATIENCE = Duration.ofMinutes(1);

    /** An answer of the JobManager older than this says nothing of the present. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int FAILURES_WHILE_STARTING = 2;

    private SoakRules() {}

    /** What the soak says now, and what it has seen so far. */
    public record Result(SoakProgress progress, Verdict verdict) {}

    /** Judges an observation during the soak. */
    public static Result judge(SoakProgress before, SoakSettings settings, Baseline baseline, Observation observation) {
        Verdict health = HealthRules.judge(baseline, observation);
        SoakProgress sampled = before.with(observation.sample(), observation.at());
        SoakProgress progress = health instanceof Verdict.Running ? sampled : sampled.interruptedAt(observation.at());
        if (health instanceof Verdict.Failing
                || health instanceof Verdict.Suspect
                || health instanceof Verdict.Complete) {
            return new Result(progress, health);
        }
        boolean session = observation
                .resource()
                .map(ResourceSeen::role)
                .filter(Role.SESSION_CLUSTER::equals)
                .isPresent();
        Optional<Verdict> restarted = session ? Optional.empty() : restarts(progress, settings, baseline, observation);
        if (restarted.isPresent()) {
            return new Result(progress, restarted.get());
        }
        if (!(health instanceof Verdict.Running)) {
            return new Result(progress, health);
        }
        Duration healthyFor = Duration.between(progress.since(), observation.at());
        if (healthyFor.compareTo(settings.soak()) < 0) {
            return new Result(progress, health);
        }
        return new Result(
                progress,
                session
                        ? new Verdict.Complete(
                                "session cluster ready for " + settings.soak().toSeconds() + " s")
                        : end(progress, settings, baseline, observation.at()));
    }

    /**
     * A job that fails again and again before it was ever seen healthy. One failure may be a task manager that came late; the same
     * again is the job's own, and some reasons do not pass.
     */
    public static Optional<Verdict> failsWhileStarting(
            SoakSettings settings, Baseline baseline, Observation observation) {
        if (!baseline.isOurs(observation.job()) || Scaling.excuses(baseline, observation)) {
            return Optional.empty();
        }
        return observation
                .sample()
                .filter(sample -> sample.newestExceptionAt()
                        .filter(baseline::isSinceApply)
                        .isPresent())
                .filter(sample ->
                        sample.restarts() >= FAILURES_WHILE_STARTING && sample.restarts() > settings.maxRestarts()
                                || sample.restarts() >= 1
                                        && sample.newestException()
                                                .filter(CauseDictionary::isLasting)
                                                .isPresent())
                .map(sample -> Verdict.fail(
                        FindingCode.RESTARTING,
                        "The job failed " + (sample.restarts() == 1 ? "" : sample.restarts() + " times ")
                                + "before it was healthy: "
                                + innermost(sample.newestException().orElse("no reason given"))));
    }

    private static Optional<Verdict> restarts(
            SoakProgress progress, SoakSettings settings, Baseline baseline, Observation observation) {
        if (Scaling.excuses(baseline, observation)) {
            return Optional.empty();
        }
        int count = Math.max(
                Math.max(
                        flinkRestarts(progress, baseline) - Scaling.count(baseline, observation),
                        observation.job().isAnotherThan(progress.job()) ? 1 : 0),
                reportedFailures(progress, observation));
        if (count == 0 && observation.job().is("RECONCILING")) {
            // The operator's word for a JobManager that did not answer it; whether the job restarted shows when it
            // answers.
            return Optional.of(Verdict.suspect(
                    FindingCode.RESTARTING,
                    "The operator lost sight of the job after it was RUNNING.",
                    HealthRules.JOB_MANAGER_PATIENCE));
        }
        boolean left =
                observation.job().state().isPresent() && !observation.job().is("RUNNING");
        if (count > settings.maxRestarts() || left && settings.maxRestarts() == 0) {
            String why = progress.lastSample()
                    .flatMap(JobSample::newestException)
                    .map(text -> ": " + innermost(text))
                    .orElse(".");
            String what = count > 0
                    ? "The job restarted " + count + (count == 1 ? " time" : " times") + " after it was RUNNING"
                    : "The job left RUNNING for " + observation.job().state().orElse("an unknown state");
            return Optional.of(Verdict.fail(FindingCode.RESTARTING, what + why));
        }
        return Optional.empty();
    }

    /** Operators from 1.12 on tell of exceptions by events: the only word on them where the JobManager cannot be asked. */
    private static int reportedFailures(SoakProgress progress, Observation observation) {
        return progress.lastSample().isPresent()
                ? 0
                : (int) observation.events().stream()
                        .filter(event -> event.reason().equals("JobException"))
                        .filter(event -> event.at().isAfter(progress.since()))
                        .count();
    }

    private static int flinkRestarts(SoakProgress progress, Baseline baseline) {
        int now = progress.lastSample().map(JobSample::restarts).orElse(0);
        // An execution that this deployment started has all its restarts since the apply; an older one only what was
        // added.
        int base = baseline.restartExpected()
                ? 0
                : progress.baseSample().map(JobSample::restarts).orElse(0);
        return now - base;
    }

    private static Verdict end(SoakProgress progress, SoakSettings settings, Baseline baseline, Instant now) {
        if (progress.lastSample().isEmpty()) {
            return settings.minCheckpoints() == 0
                    ? new Verdict.Complete(
                            "running, but the JobManager's REST API could not be asked for restarts and checkpoints")
                    : unproven(settings);
        }
        Verdict verdict = end(progress, settings, baseline);
        boolean silent = progress.sampledAt()
                .filter(at -> Duration.between(at, now).compareTo(SILENCE) < 0)
                .isEmpty();
        // What it said last stays true when it is good; what was missing then may have come about meanwhile, unseen.
        return verdict instanceof Verdict.Waiting && silent ? unproven(settings) : verdict;
    }

    /** That nobody can be asked does not mean that something is wrong; but nothing is called healthy that was not seen to be. */
    private static Verdict unproven(SoakSettings settings) {
        return Verdict.suspect(
                FindingCode.UNPROVEN,
                "The operator calls the job running, but the JobManager's REST API does not answer, so it is not known whether "
                        + (settings.minCheckpoints() == 0
                                ? "all its tasks run."
                                : settings.minCheckpoints() + " of its checkpoints completed (deploy.minCheckpoints)."),
                UNPROVEN_PATIENCE);
    }

    private static Verdict end(SoakProgress progress, SoakSettings settings, Baseline baseline) {
        JobSample sample = progress.lastSample().get();
        if (sample.runningTasks() < sample.allTasks()) {
            return new Verdict.Waiting(
                    "waiting for all tasks: " + sample.runningTasks() + " of " + sample.allTasks() + " run");
        }
        int completed = sample.completedCheckpoints()
                - (baseline.restartExpected()
                        ? 0
                        : progress.baseSample()
                                .map(JobSample::completedCheckpoints)
                                .orElse(0));
        if (completed < settings.minCheckpoints()) {
            return new Verdict.Waiting("waiting for checkpoints: " + completed + " of " + settings.minCheckpoints()
                    + " completed, " + sample.failedCheckpoints() + " failed");
        }
        // Nobody asked a job that keeps no state for its checkpoints.
        String checkpoints = completed == 0 && settings.minCheckpoints() == 0
                ? ""
                : completed + (completed == 1 ? " checkpoint, " : " checkpoints, ");
        return new Verdict.Complete("healthy for " + settings.soak().toSeconds() + " s, " + checkpoints
                + sample.restarts() + " restarts, " + sample.taskManagers()
                + (sample.taskManagers() == 1 ? " task manager" : " task managers"));
    }

    /** The outermost exceptions of Flink only say that something failed. */
    private static String innermost(String text) {
        return RootCause.of(text).map(RootCause::text).orElseGet(() -> Text.firstLine(text));
    }
}
