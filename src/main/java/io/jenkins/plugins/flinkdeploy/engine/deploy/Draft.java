package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.Baseline;
import io.jenkins.plugins.flinkdeploy.engine.health.Diagnosis;
import io.jenkins.plugins.flinkdeploy.engine.health.Finding;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SoakProgress;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAsked;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A deployment's next state while it is being decided; lives only inside one decision. */
final class Draft {
    final Order order;
    final Instant at;
    private final List<LogLine> log = new ArrayList<>();
    private final List<Deployment.PhaseTime> timeline;

    private Phase phase;
    private Instant phaseSince;
    final List<Effect> pending;
    final List<SavepointTaken> savepoints;
    Optional<Deployment.Retry> retry;
    Optional<Prepared> prepared;
    Optional<Before> before;
    Optional<SavepointAsked> savepointAsked;
    Optional<String> uid;
    Optional<Baseline> baseline;
    Optional<JobSeen> lastJob;
    Optional<Deployment.Suspicion> suspicion;
    Optional<SoakProgress> soak;
    Optional<Instant> downSince;
    Optional<Duration> downtime;
    Optional<String> restoredFrom;
    Optional<String> serving;
    Optional<Finding> failure;
    Optional<Diagnosis> diagnosis;
    Optional<Phase> ending;
    Optional<Instant> lockedAt;
    Optional<String> waitingFor;
    Optional<String> suspected;
    boolean warnedSlow;
    Optional<String> summary;

    Draft(Deployment from, Instant at) {
        this(from, from.order(), at);
    }

    Draft(Deployment from, Order order, Instant at) {
        this.at = at;
        this.order = order;
        phase = from.phase();
        phaseSince = from.phaseSince();
        pending = new ArrayList<>(from.pending());
        retry = from.retry();
        prepared = from.prepared();
        before = from.before();
        savepointAsked = from.savepointAsked();
        savepoints = new ArrayList<>(from.savepoints());
        uid = from.uid();
        baseline = from.baseline();
        lastJob = from.lastJob();
        suspicion = from.suspicion();
        soak = from.soak();
        downSince = from.downSince();
        downtime = from.downtime();
        restoredFrom = from.restoredFrom();
        serving = from.serving();
        failure = from.failure();
        diagnosis = from.diagnosis();
        ending = from.ending();
        lockedAt = from.lockedAt();
        waitingFor = from.waitingFor();
        suspected = from.suspected();
        warnedSlow = from.warnedSlow();
        summary = from.summary();
        timeline = new ArrayList<>(from.timeline());
    }

    Phase phase() {
        return phase;
    }

    Instant phaseSince() {
        return phaseSince;
    }

    /** When the resource was last applied, or a rollback of it decided, by our own clock. */
    Instant applied() {
        return timeline.stream()
                .filter(time -> time.phase() == Phase.APPLIED || time.phase() == Phase.ROLLING_BACK)
                .map(Deployment.PhaseTime::at)
                .reduce(baseline.orElseThrow().appliedAt(), (first, later) -> later);
    }

    /** How often a phase was entered so far. */
    long entered(Phase wanted) {
        return timeline.stream().filter(time -> time.phase() == wanted).count();
    }

    void enter(Phase next, String text) {
        phase = next;
        phaseSince = at;
        waitingFor = Optional.empty();
        suspected = Optional.empty();
        timeline.add(new Deployment.PhaseTime(next, at));
        log.add(new LogLine(at, LogLine.Level.PHASE, next, text));
    }

    void info(String text) {
        log.add(new LogLine(at, LogLine.Level.INFO, phase, text));
    }

    void warn(String text) {
        log.add(new LogLine(at, LogLine.Level.WARNING, phase, text));
    }

    void error(String text) {
        log.add(new LogLine(at, LogLine.Level.ERROR, phase, text));
    }

    /** Replaces what is to be done next. */
    void next(Effect... effects) {
        pending.clear();
        pending.addAll(List.of(effects));
        retry = Optional.empty();
    }

    /** The first pending effect is done. */
    void done() {
        pending.remove(0);
        retry = Optional.empty();
    }

    /** After these effects the deployment ends in this phase. */
    void endAs(Phase terminal, String how, List<Effect> effects) {
        ending = Optional.of(terminal);
        summary = Optional.of(how);
        pending.clear();
        pending.addAll(effects);
        if (lockedAt.isPresent()) {
            pending.add(new Effect.Unlock());
        }
        retry = Optional.empty();
    }

    Decision decide() {
        if (ending.isPresent() && pending.isEmpty() && !phase.isTerminal()) {
            Phase terminal = ending.get();
            enter(terminal, summary.orElse(terminal.name()));
        }
        return new Decision(
                new Deployment(
                        Deployment.FORMAT,
                        order,
                        phase,
                        phaseSince,
                        pending,
                        retry,
                        prepared,
                        before,
                        savepointAsked,
                        savepoints,
                        uid,
                        baseline,
                        lastJob,
                        suspicion,
                        soak,
                        downSince,
                        downtime,
                        restoredFrom,
                        serving,
                        failure,
                        diagnosis,
                        ending,
                        lockedAt,
                        waitingFor,
                        suspected,
                        warnedSlow,
                        summary,
                        timeline),
                log);
    }
}
