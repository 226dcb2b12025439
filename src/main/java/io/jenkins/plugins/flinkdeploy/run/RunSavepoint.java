package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointReport;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRun;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRunner;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Savepoints of a run, of one resource or of several jobs at once. While they are being taken, no thread is held. */
final class RunSavepoint extends WaitingWork<SavepointResult> {
    private static final Logger LOGGER = Logger.getLogger(RunSavepoint.class.getName());

    private final Clock clock = Clock.systemUTC();
    /** An older state is never saved after a newer one. */
    private final Object saving = new Object();

    private List<SavepointRunner> runners = List.of();
    private List<SavepointRun> states = List.of();
    private ClusterClients.Lease lease;

    private RunSavepoint(DeployFront front) {
        super(front);
    }

    static RunSavepoint begin(SavepointParameters parameters, DeployFront front) {
        RunSavepoint work = new RunSavepoint(front);
        work.begin(() -> work.plan(parameters));
        return work;
    }

    /** Goes on after a restart of the controller: what was asked of the operator is found by its tag, not asked for again. */
    static RunSavepoint resume(String state, DeployFront front) {
        RunSavepoint work = new RunSavepoint(front);
        work.begin(() -> {
            SavedSavepoints saved = SavedSavepoints.read(state);
            List<SavepointRun> runs = saved.states();
            BuildLogLines.to(front.listener())
                    .plain(Messages.RunSavepoint_goingOn(runs.get(0).request().target()));
            try {
                TargetAccess access = TargetAccess.of(
                        Targets.of(front.run()).named(saved.target(), Messages.RunSavepoint_takenAt()), front.run());
                work.run(access, runs);
            } catch (UserException e) {
                throw new UserException(
                        Messages.RunSavepoint_cannotGoOn(e.problem()),
                        Messages.RunSavepoint_mayComplete(),
                        e.remedy().orElse(""),
                        e);
            }
        });
        return work;
    }

    private void plan(SavepointParameters parameters) throws IOException, InterruptedException {
        requireWanted();
        Live live = Live.of(parameters, front());
        front().label(Messages.RunSavepoint_label(live.target()));
        if (PullRequests.tell(front()).isPresent()) {
            end().complete(SavepointResult.none(live.target(), Messages.RunSavepoint_pullRequest()));
            return;
        }
        FlinkPermissions.checkDeploy(front().run());
        run(live.access(), SavepointPlanner.runs(parameters, live, clock.instant()));
    }

    private void run(TargetAccess access, List<SavepointRun> runs) {
        ClusterClients.Lease client = runtime().clients().lease(access.connection());
        List<SavepointRunner> running = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            int index = i;
            running.add(new SavepointRunner(
                    runs.get(i),
                    client.cluster(),
                    runtime().threads().workers(),
                    runtime().threads().timer(),
                    clock,
                    (now, lines) -> changed(access, index, now, lines)));
        }
        synchronized (this) {
            states = List.copyOf(runs);
            runners = List.copyOf(running);
            lease = client;
        }
        if (isDetached()) {
            client.close();
            return;
        }
        abortBy().ifPresent(this::abortRunning);
        CompletableFuture<?>[] ends =
                running.stream().map(SavepointRunner::start).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends).whenComplete((nothing, defect) -> {
            client.close();
            if (defect == null) {
                finish(running.stream().map(SavepointRunner::current).toList());
            } else {
                fail(defect);
            }
        });
    }

    /** Each run tells of itself; saved are all together. */
    private void changed(TargetAccess access, int index, SavepointRun now, List<String> lines) {
        if (isDetached()) {
            return;
        }
        synchronized (saving) {
            front().save(SavedSavepoints.write(access.target().getName(), withChange(index, now)));
        }
        try {
            lines.forEach(BuildLogLines.to(front().listener())::plain);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Savepoints of " + now.request().target() + " cannot tell their run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<SavepointRun> withChange(int index, SavepointRun now) {
        List<SavepointRun> all = new ArrayList<>(states);
        all.set(index, now);
        states = List.copyOf(all);
        return states;
    }

    private void finish(List<SavepointRun> last) {
        SavepointResult result =
                SavepointResult.of(last.stream().map(SavepointReport::of).toList());
        if (result.isSuccess()) {
            end().complete(result);
        } else {
            fail(new AbortException(Messages.RunSavepoint_failed(result.getTarget(), result.getSummary())));
        }
    }

    @Override
    public synchronized String status() {
        if (runners.isEmpty()) {
            return Messages.RunDeployment_reading();
        }
        SavepointRun first = states.get(0);
        String since = Text.duration(Duration.between(first.request().createdAt(), clock.instant()));
        return Messages.RunSavepoint_status(first.request().target(), since);
    }

    @Override
    synchronized void abortRunning(String by) {
        runners.forEach(runner -> runner.abort(by));
    }

    @Override
    synchronized void detachRunning() {
        runners.forEach(SavepointRunner::detach);
        if (lease != null) {
            lease.close();
        }
    }
}
