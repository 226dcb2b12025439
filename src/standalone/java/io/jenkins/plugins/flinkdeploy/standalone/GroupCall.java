package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentListener;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.FlinkJobProbe;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupListener;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LogLine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/** One call of the command line that runs deployments: keeps their state, shows their progress, and ends them on Ctrl-C. */
final class GroupCall implements GroupListener, GroupRunner.Starter, AutoCloseable {
    private final StateStore store;
    private final Map<String, Place> places;
    private final PrintWriter out;
    private final boolean reports;
    private final Map<ClusterConnection, ClusterApi> clusters = new HashMap<>();
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();
    private final AtomicReference<Throwable> lost = new AtomicReference<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(2, Daemons.named("deployment"));
    private final ExecutorService builds = Executors.newCachedThreadPool(Daemons.named("build"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Daemons.named("timer"));
    private volatile boolean several;

    /**
     * @param places where each deployment goes, by its id
     * @param out for progress
     * @param reports whether each deployment's report is shown when it ends
     */
    GroupCall(StateStore store, Map<String, Place> places, PrintWriter out, boolean reports) {
        this.store = store;
        this.places = Map.copyOf(places);
        this.out = out;
        this.reports = reports;
    }

    /**
     * Runs it to its end.
     *
     * @throws UserException when its state cannot be kept, or its only deployment cannot be carried on
     */
    DeploymentGroup run(DeploymentGroup start) {
        several = start.members().size() > 1;
        start.members().stream()
                .map(DeploymentGroup.Member::deployment)
                .filter(Deployment::isFinished)
                .forEach(this::print);
        if (several) {
            out.println("Deployments " + start.id() + ": " + start.members().size()
                    + " targets, which \"flink-deploy resume " + start.id() + "\" goes on with together");
        }
        GroupRunner runner = new GroupRunner(start, this, builds, Clock.systemUTC(), this);
        Thread onInterrupt = new Thread(() -> {
            runner.abort(Optional.ofNullable(System.getProperty("user.name")).orElse("a signal"));
            runner.end().join();
            progress.values().forEach(Progress::finish);
        });
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        DeploymentGroup end;
        try {
            end = runner.start().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UserException said ? said : e;
        } finally {
            forget(onInterrupt);
        }
        if (!several && lost.get() != null) {
            throw lost.get() instanceof UserException said
                    ? said
                    : new IllegalStateException("The deployment stopped by a defect", lost.get());
        }
        return end;
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then it is the hook that ends this.
            return;
        }
    }

    @Override
    public GroupRunner.Running running(DeploymentGroup.Member member, DeploymentListener listener) {
        Place place = places.get(member.takesBack().orElse(member.id()));
        Deployment start = member.deployment();
        progress.put(member.id(), Progress.on(out, start, several, timer));
        ClusterApi cluster = cluster(place.connection());
        return GroupRunner.Running.of(new DeploymentRunner(
                start,
                cluster,
                place.preparer(),
                new FlinkJobProbe(cluster),
                new DeploymentRunner.Threads(workers, builds, timer),
                Clock.systemUTC(),
                listener));
    }

    private ClusterApi cluster(ClusterConnection connection) {
        synchronized (clusters) {
            return clusters.computeIfAbsent(connection, ClusterConnection::connect);
        }
    }

    @Override
    public void save(DeploymentGroup group) {
        store.write(group);
    }

    @Override
    public void changed(Deployment deployment, List<LogLine> log) {
        progress.get(deployment.order().id()).changed(deployment, log);
    }

    @Override
    public void ended(Deployment deployment) {
        progress.get(deployment.order().id()).finish();
        print(deployment);
    }

    private void print(Deployment deployment) {
        if (reports) {
            synchronized (out) {
                ReportText.print(Report.of(deployment), out);
                out.flush();
            }
        }
    }

    @Override
    public void lost(Deployment deployment, Throwable why) {
        lost.compareAndSet(null, why);
        Optional.ofNullable(progress.get(deployment.order().id())).ifPresent(Progress::finish);
        if (several) {
            out.println("error: " + deployment.order().resource() + ": " + why.getMessage());
            out.flush();
        }
    }

    @Override
    public void close() {
        progress.values().forEach(Progress::finish);
        workers.shutdownNow();
        builds.shutdownNow();
        timer.shutdownNow();
        synchronized (clusters) {
            clusters.values().forEach(ClusterApi::close);
            clusters.clear();
        }
    }
}
