package io.jenkins.plugins.flinkdeploy.run;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.WorkPool;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import jenkins.security.ImpersonatingExecutorService;
import jenkins.util.Timer;

/** Threads and clients that all deployments of this controller share. A deployment that waits uses none of the threads. */
@Extension
public final class DeployRuntime {
    /** As many as pipelines use for their remote work; beyond that image builds and requests queue up. */
    private static final int THREADS = 25;

    /** For what takes some requests; deployments that wait use none of them, so these are enough for a thousand. */
    private static final int WATCHERS = 8;

    private static final Duration CLIENT_IDLE = Duration.ofMinutes(2);

    private final ThreadPoolExecutor pool = pool(THREADS, "");
    private final ThreadPoolExecutor watcherPool = pool(WATCHERS, " watching");
    private final ExecutorService workers = new ImpersonatingExecutorService(pool, ACL.SYSTEM2);
    private final DeploymentRunner.Threads threads = new DeploymentRunner.Threads(
            new ImpersonatingExecutorService(watcherPool, ACL.SYSTEM2), workers, Timer.get());
    private final ClusterClients clients = new ClusterClients(CLIENT_IDLE, Timer.get());
    private final Set<UnderWay> running = ConcurrentHashMap.newKeySet();

    private static ThreadPoolExecutor pool(int size, String name) {
        ThreadFactory threads = new NamingThreadFactory(
                new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), DeployRuntime.class.getName() + name);
        return WorkPool.of(size, CLIENT_IDLE, threads);
    }

    /** The one of this controller. */
    public static DeployRuntime get() {
        return ExtensionList.lookupSingleton(DeployRuntime.class);
    }

    /** Does the work, as SYSTEM; tasks may block. */
    public ExecutorService workers() {
        return workers;
    }

    /** The threads of deployments, apart for those that build and those that watch. */
    public DeploymentRunner.Threads threads() {
        return threads;
    }

    ClusterClients clients() {
        return clients;
    }

    void started(UnderWay work) {
        running.add(work);
    }

    void ended(UnderWay work) {
        running.remove(work);
    }

    /** How many deployments and other works this controller looks after. */
    int underWay() {
        return running.size();
    }

    /** How many steps and build steps this controller looks after at this moment. */
    public static int stepsUnderWay() {
        return ExtensionList.lookup(DeployRuntime.class).stream()
                .mapToInt(DeployRuntime::underWay)
                .sum();
    }

    /** Stops looking after what is still under way for a run that has ended. */
    void abandon(Run<?, ?> run) {
        running.stream().filter(work -> work.isOf(run)).forEach(UnderWay::detach);
    }

    /** Deployments of Pipeline runs go on from their saved state in the next session of the controller. */
    @Terminator
    public static void shutDown() {
        for (DeployRuntime runtime : ExtensionList.lookup(DeployRuntime.class)) {
            runtime.running.forEach(UnderWay::detach);
            runtime.pool.shutdownNow();
            runtime.watcherPool.shutdownNow();
            runtime.clients.closeAll();
        }
    }
}
