package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.kube.Turns;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes a savepoint of every running job of a target, all at once, and says for each how it went. While it waits it holds no
 * thread: changes seen by a watch, and one timer, wake it. Whoever holds its last state can go on with it.
 */
public final class SavepointRunner {
    private static final Logger LOGGER = Logger.getLogger(SavepointRunner.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration PATIENCE_AT_FIRST_CONTACT = Duration.ofSeconds(30);

    private final ClusterApi cluster;
    private final Clock clock;
    private final SavepointListener listener;
    private final JobStep step;
    private final JobWatches watches;
    private final Turns turns;
    private final CompletableFuture<SavepointRun> end = new CompletableFuture<>();

    private final Object lock = new Object();
    private SavepointRun run;
    private Optional<String> abortBy = Optional.empty();

    /**
     * @param initial a new run, or one that was saved
     * @param workers does the work; a task on it may block for as long as a few requests
     * @param timer only wakes
     */
    public SavepointRunner(
            SavepointRun initial,
            ClusterApi cluster,
            Executor workers,
            ScheduledExecutorService timer,
            Clock clock,
            SavepointListener listener) {
        this.run = initial;
        this.cluster = cluster;
        this.clock = clock;
        this.listener = listener;
        this.step = new JobStep(cluster, initial.request());
        this.watches = new JobWatches(cluster, clock, this::wake);
        this.turns = new Turns(workers, timer, this::turn, this::stopped);
    }

    /** Begins, or goes on. The future completes with the finished run. */
    public CompletableFuture<SavepointRun> start() {
        wake();
        return end;
    }

    /** Completes with the finished run. */
    public CompletableFuture<SavepointRun> end() {
        return end;
    }

    /** The state as it is now. */
    public SavepointRun current() {
        synchronized (lock) {
            return run;
        }
    }

    /** A person wants it to end. What was asked of the operator goes on. */
    public void abort(String by) {
        synchronized (lock) {
            abortBy = Optional.of(by);
        }
        wake();
    }

    /** Stops running it, without changing anything: somebody else may go on from the last state that was told. */
    public void detach() {
        turns.stop();
        watches.close();
    }

    private void wake() {
        turns.wake();
    }

    private void stopped(RuntimeException defect) {
        LOGGER.log(Level.WARNING, defect, () -> "Savepoint run " + run.request().id() + " stopped by a defect");
        watches.close();
        end.completeExceptionally(defect);
    }

    /** One turn over all jobs. */
    private Turns.Next turn() {
        SavepointRun now;
        Optional<String> abort;
        synchronized (lock) {
            now = run;
            abort = abortBy;
        }
        if (now.isFinished()) {
            return over(now);
        }
        List<String> lines = new ArrayList<>();
        SavepointRun next = abort.isPresent() ? aborted(now, abort.get()) : next(now, lines);
        if (next.jobs().stream().allMatch(JobSavepoint::hasEnded) && next.stage() == SavepointRun.Stage.TAKING) {
            next = ended(next);
        }
        if (!next.equals(now) || !lines.isEmpty()) {
            listener.changed(next, lines);
        }
        synchronized (lock) {
            run = next;
        }
        if (next.isFinished()) {
            return over(next);
        }
        return progressed(now, next) ? Turns.Next.AT_ONCE : Turns.Next.after(IDLE);
    }

    private Turns.Next over(SavepointRun finished) {
        watches.close();
        end.complete(finished);
        return Turns.Next.NONE;
    }

    private SavepointRun next(SavepointRun now, List<String> lines) {
        try {
            return now.stage() == SavepointRun.Stage.FINDING ? found(now, lines) : stepped(now, lines);
        } catch (ClusterException e) {
            return trouble(now, e, lines);
        } catch (UserException e) {
            lines.add(e.getMessage());
            return now.ended(SavepointRun.Stage.FAILED, clock.instant(), e.getMessage());
        }
    }

    private SavepointRun found(SavepointRun now, List<String> lines) {
        List<JobSavepoint> jobs = new SavepointJobs(cluster).of(now.request().resource());
        for (JobSavepoint job : jobs) {
            lines.add(name(job) + ": "
                    + job.jobId().map(id -> "job " + id + ", ").orElse("")
                    + (job.stage() == JobSavepoint.Stage.FOUND
                            ? "RUNNING"
                            : job.note().orElse("")));
        }
        return now.with(jobs);
    }

    private SavepointRun stepped(SavepointRun now, List<String> lines) {
        List<JobSavepoint> jobs = new ArrayList<>(now.jobs());
        Optional<ClusterException> trouble = Optional.empty();
        for (int i = 0; i < jobs.size(); i++) {
            JobSavepoint before = jobs.get(i);
            if (before.hasEnded()) {
                continue;
            }
            try {
                JobSavepoint after = step(before);
                jobs.set(i, after);
                if (!after.equals(before)) {
                    lines.add(describe(after));
                }
            } catch (ClusterException e) {
                trouble = Optional.of(e);
            }
        }
        SavepointRun next = new SavepointRun(
                now.version(), now.request(), now.stage(), jobs, now.troubleSince(), now.endedAt(), now.summary());
        return trouble.isPresent() ? trouble(next, trouble.get(), lines) : now.with(jobs);
    }

    private JobSavepoint step(JobSavepoint job) {
        if (job.stage() != JobSavepoint.Stage.ASKED) {
            return step.next(job, new JobStep.Watched(Optional.empty(), Optional.empty()), clock.instant());
        }
        return watches.of(job, step)
                .map(watched -> step.next(job, watched, clock.instant()))
                .orElse(job);
    }

    /** An outage says nothing about a savepoint: it is waited for as long as the savepoint itself would be. */
    private SavepointRun trouble(SavepointRun now, ClusterException e, List<String> lines) {
        Instant since = now.troubleSince().orElse(clock.instant());
        boolean first = now.stage() == SavepointRun.Stage.FINDING;
        Duration patience = first ? PATIENCE_AT_FIRST_CONTACT : now.request().timeout();
        boolean over = Duration.between(since, clock.instant()).compareTo(patience) >= 0;
        if (!e.isTransient() && first || over) {
            String left = first ? "No savepoint was asked for." : "What was asked of the operator may still complete.";
            return now.ended(SavepointRun.Stage.FAILED, clock.instant(), e.getMessage() + " " + left);
        }
        if (now.troubleSince().isEmpty()) {
            lines.add(e.getMessage() + " Trying again for up to " + Text.duration(patience) + ".");
        }
        return now.trouble(since);
    }

    private SavepointRun aborted(SavepointRun now, String by) {
        return now.ended(
                SavepointRun.Stage.ABORTED,
                clock.instant(),
                "aborted by " + by
                        + (now.jobs().stream().anyMatch(job -> job.asked().isPresent())
                                ? ": what was asked of the operator goes on, unwatched"
                                : ": no savepoint was asked for"));
    }

    private SavepointRun ended(SavepointRun now) {
        long taken = count(now, JobSavepoint.Stage.TAKEN);
        long failed = count(now, JobSavepoint.Stage.FAILED);
        String text;
        if (failed > 0) {
            text = now.jobs().size() == 1
                    ? now.jobs().get(0).note().orElse("There is no savepoint.")
                    : failed + " of " + now.jobs().size() + " jobs have no savepoint.";
        } else if (taken == 0) {
            text = "No job runs, so there was nothing to take a savepoint of.";
        } else {
            text = taken == 1 ? "1 savepoint taken" : taken + " savepoints taken";
        }
        boolean good = failed == 0 && taken > 0;
        return now.ended(good ? SavepointRun.Stage.DONE : SavepointRun.Stage.FAILED, clock.instant(), text);
    }

    private static long count(SavepointRun now, JobSavepoint.Stage stage) {
        return now.jobs().stream().filter(job -> job.stage() == stage).count();
    }

    private static boolean progressed(SavepointRun before, SavepointRun now) {
        return before.stage() != now.stage()
                || !before.jobs().stream()
                        .map(JobSavepoint::stage)
                        .toList()
                        .equals(now.jobs().stream().map(JobSavepoint::stage).toList());
    }

    private static String describe(JobSavepoint job) {
        return name(job) + ": "
                + switch (job.stage()) {
                    case ASKED -> job.note().orElse("savepoint asked for");
                    case PROVEN -> "savepoint " + job.taken().orElseThrow().describe();
                    case TAKEN -> job.note().orElse("written down on the cluster");
                    default -> job.note().orElse(job.stage().name());
                };
    }

    private static String name(JobSavepoint job) {
        return job.resource().name();
    }
}
