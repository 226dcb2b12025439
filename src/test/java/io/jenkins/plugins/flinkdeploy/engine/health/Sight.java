package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes observations for tests; begins as a job that runs, was deployed at generation 2 and is healthy. */
public final class Sight {
    /** When the applies of these tests happen. */
    public static final Instant APPLIED = Instant.parse("2026-03-01T12:00:00.400Z");

    public static final JobSeen OLD_JOB = jobSeen("RUNNING", "old", "100");

    private Instant at = APPLIED.plusSeconds(3);
    private boolean exists = true;
    private long generation = 2;
    private long accepted = 2;
    private Optional<String> lifecycle = Optional.of("STABLE");
    private Optional<String> reconciliation = Optional.of("DEPLOYED");
    private Optional<String> jobManager = Optional.of("READY");
    private Optional<Boolean> condition = Optional.empty();
    private JobSeen job = OLD_JOB;
    private Role role = Role.APPLICATION;
    private Optional<OperatorError> error = Optional.empty();
    private Optional<SavepointSeen> savepoint = Optional.empty();
    private Optional<SnapshotSeen> snapshot = Optional.empty();
    private boolean suspended;
    private Optional<Colours> colours = Optional.empty();
    private Optional<String> deploymentId = Optional.of("d-new");
    private final List<PodSeen> pods = new ArrayList<>();
    private final List<EventSeen> events = new ArrayList<>();
    private Optional<JobSample> sample = Optional.empty();

    /** Healthy, of the generation before: what stands there right after an apply. */
    public static Sight stale() {
        return new Sight();
    }

    /** The new generation, applied and not yet taken up. */
    public static Sight applied() {
        return new Sight().generation(3);
    }

    /** The new generation, taken up, with the old job gone. */
    public static Sight upgrading() {
        return applied()
                .accepted(3)
                .lifecycle("UPGRADING")
                .reconciliation("UPGRADING")
                .job("FINISHED", "old", "100");
    }

    /** The new generation, deployed, with its job running. */
    public static Sight running() {
        return applied().accepted(3).job("RUNNING", "new", "200");
    }

    public static JobSeen jobSeen(String state, String id, String startTime) {
        return new JobSeen(
                Optional.of(state),
                Optional.of(id).filter(text -> !text.isEmpty()),
                Optional.of(startTime).filter(text -> !text.isEmpty()));
    }

    public Sight at(Instant value) {
        at = value;
        return this;
    }

    /** A session cluster instead of a job's own one. */
    public Sight sessionCluster() {
        role = Role.SESSION_CLUSTER;
        job = JobSeen.NONE;
        return this;
    }

    /** A job on a session cluster; no JobManager of its own. */
    public Sight sessionJob() {
        role = Role.SESSION_JOB;
        jobManager = Optional.empty();
        return this;
    }

    /** One of two colours; the colour is the job's id. */
    public Sight blueGreen() {
        role = Role.BLUE_GREEN;
        return this;
    }

    /** One of two colours, while one of them serves, or none (an empty text). */
    public Sight blueGreen(String serving, String flinkJob) {
        colours = Optional.of(new Colours(
                Optional.of(serving).filter(text -> !text.isEmpty()),
                Optional.of(flinkJob),
                serving + " serves",
                Optional.empty()));
        return blueGreen();
    }

    public Sight gone() {
        exists = false;
        return this;
    }

    public Sight generation(long value) {
        generation = value;
        return this;
    }

    public Sight accepted(long value) {
        accepted = value;
        return this;
    }

    public Sight lifecycle(String value) {
        lifecycle = Optional.of(value);
        return this;
    }

    public Sight reconciliation(String value) {
        reconciliation = Optional.of(value);
        return this;
    }

    public Sight jobManager(String value) {
        jobManager = Optional.of(value);
        return this;
    }

    /** The condition Running of operators from 1.15 on. */
    public Sight condition(boolean value) {
        condition = Optional.of(value);
        return this;
    }

    public Sight job(String state, String id, String startTime) {
        job = jobSeen(state, id, startTime);
        return this;
    }

    public Sight job(JobSeen value) {
        job = value;
        return this;
    }

    /** As in a resource that the operator has never touched. */
    public Sight noStatus() {
        accepted = 0;
        lifecycle = Optional.empty();
        reconciliation = Optional.empty();
        jobManager = Optional.empty();
        job = JobSeen.NONE;
        return this;
    }

    public Sight error(String text) {
        error = Optional.of(OperatorError.parse(text));
        return this;
    }

    /** The savepoint that was asked for as an object; no path when it is empty. */
    public Sight snapshot(String name, String state, String path) {
        snapshot = Optional.of(new SnapshotSeen(
                name,
                "FlinkDeployment/orders-main",
                Optional.of(state),
                Optional.of(path).filter(text -> !text.isEmpty()),
                Optional.empty(),
                0,
                Optional.empty()));
        return this;
    }

    public Sight savepoint(String location, String type, long nonce, Instant taken) {
        savepoint =
                Optional.of(new SavepointSeen(location, Optional.of(type), OptionalLong.of(nonce), Optional.of(taken)));
        return this;
    }

    public Sight suspended() {
        suspended = true;
        return this;
    }

    public Sight deployment(String id) {
        deploymentId = Optional.ofNullable(id);
        return this;
    }

    public Sight event(String reason, String message, Instant when) {
        events.add(new EventSeen("FlinkDeployment orders-main", true, reason, message, when));
        return this;
    }

    /** An event of type Normal. */
    public Sight said(String reason, String message, Instant when) {
        events.add(new EventSeen("FlinkDeployment orders-main", false, reason, message, when));
        return this;
    }

    /** An event about something else than the resource. */
    public Sight eventOn(String about, String reason, String message, Instant when) {
        events.add(new EventSeen(about, false, reason, message, when));
        return this;
    }

    public Sight pod(PodSeen pod) {
        pods.add(pod);
        return this;
    }

    public Sight sample(JobSample value) {
        sample = Optional.of(value);
        return this;
    }

    /** A sample with all of four tasks running. */
    public static JobSample sample(int restarts, int checkpoints) {
        return sample(restarts, checkpoints, 4);
    }

    public static JobSample sample(int restarts, int checkpoints, int runningTasks) {
        return new JobSample(
                "new",
                restarts,
                checkpoints,
                0,
                1,
                runningTasks,
                4,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("file:/sp/up"));
    }

    /** A sample of a job that was restored from this path, or began empty. */
    public static JobSample restored(int checkpoints, Optional<String> from) {
        return new JobSample(
                "new", 0, checkpoints, 0, 1, 4, 4, Optional.empty(), Optional.empty(), Optional.empty(), from);
    }

    /** A sample that knows a savepoint. */
    public static JobSample sampleWithSavepoint(String path, long bytes, Duration took) {
        return new JobSample(
                "old",
                0,
                1,
                0,
                1,
                4,
                4,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new JobSample.Savepoint(path, bytes, took)),
                Optional.empty());
    }

    public ResourceSeen resource() {
        return new ResourceSeen(
                role,
                "orders-main",
                "uid-1",
                generation,
                accepted,
                lifecycle,
                reconciliation,
                jobManager,
                condition,
                job,
                error,
                savepoint,
                suspended,
                deploymentId,
                colours);
    }

    public Observation see() {
        return new Observation(at, exists ? Optional.of(resource()) : Optional.empty(), pods, events, sample, snapshot);
    }

    /** A verdict in two words, for tables. */
    static String name(Verdict verdict) {
        if (verdict instanceof Verdict.Failing failing) {
            return "fails " + failing.finding().code();
        } else if (verdict instanceof Verdict.Suspect suspect) {
            return "suspects " + suspect.finding().code();
        } else if (verdict instanceof Verdict.Waiting) {
            return "waits";
        }
        return verdict instanceof Verdict.Running ? "runs" : "completes";
    }
}
