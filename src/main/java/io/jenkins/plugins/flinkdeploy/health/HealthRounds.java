package io.jenkins.plugins.flinkdeploy.health;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.flinkdeploy.config.FlinkHealthConfiguration;
import io.jenkins.plugins.flinkdeploy.engine.deploy.WorkPool;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.security.ImpersonatingExecutorService;
import jenkins.util.Listeners;

/** Has the clusters of each job looked at once in an interval, a few jobs at a time, spread over the interval. */
@Extension
public final class HealthRounds {
    private static final Logger LOGGER = Logger.getLogger(HealthRounds.class.getName());
    private static final int THREADS = 4;
    private static final Duration THREAD_IDLE = Duration.ofMinutes(2);

    /** Looks of different jobs drift apart by so much of the interval. */
    private static final double JITTER = 0.1;

    private final ThreadPoolExecutor pool = WorkPool.of(
            THREADS,
            THREAD_IDLE,
            new NamingThreadFactory(
                    new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), HealthRounds.class.getName()));
    private final ExecutorService lookers = new ImpersonatingExecutorService(pool, ACL.SYSTEM2);
    private final Map<String, Instant> due = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final HealthLook look = new HealthLook();

    static HealthRounds get() {
        return ExtensionList.lookupSingleton(HealthRounds.class);
    }

    HealthLook look() {
        return look;
    }

    /** Begins the looks that are due; returns at once. */
    void begin(Instant now) {
        Optional<Duration> interval = FlinkHealthConfiguration.get().every();
        Set<String> jobs = HealthBook.get().jobs();
        due.keySet().retainAll(jobs);
        if (interval.isEmpty()) {
            due.clear();
            return;
        }
        for (String name : jobs) {
            // After a start of the controller not all are due at once.
            Instant when = due.computeIfAbsent(name, unused -> now.plus(share(interval.get(), 1)));
            if (!now.isBefore(when) && underWay.add(name)) {
                due.put(name, now.plus(interval.get()).plus(share(interval.get(), JITTER)));
                lookers.execute(() -> lookAt(name, interval.get()));
            }
        }
    }

    private static Duration share(Duration interval, double most) {
        return Duration.ofMillis(
                (long) (interval.toMillis() * most * ThreadLocalRandom.current().nextDouble()));
    }

    private void lookAt(String name, Duration interval) {
        try {
            Job<?, ?> job = Jenkins.get().getItemByFullName(name, Job.class);
            if (job != null) {
                lookAt(job, interval);
            }
        } finally {
            underWay.remove(name);
        }
    }

    /**
     * Looks at the clusters of a job.
     *
     * @param interval for which the look of another job at the same cluster is as good
     */
    void lookAt(Job<?, ?> job, Duration interval) {
        Run<?, ?> run = job.getLastBuild();
        if (run == null) {
            return;
        }
        for (ClusterHealth each : HealthBook.get().of(job)) {
            HealthBook.get()
                    .seen(job, each.cluster(), look.at(each, run, interval))
                    .ifPresent(HealthRounds::tell);
        }
    }

    private static void tell(HealthChange change) {
        LOGGER.log(
                Level.INFO,
                () -> change.report().cluster() + " of " + change.job().getFullName() + " is "
                        + change.to().words()
                        + change.from()
                                .map(state -> ", it was " + state.words())
                                .orElse("")
                        + ": " + change.report().summary());
        Listeners.notify(HealthListener.class, false, listener -> listener.changed(change));
    }

    /** What is being looked at is left. */
    @Terminator
    public static void shutDown() {
        ExtensionList.lookup(HealthRounds.class).forEach(rounds -> rounds.pool.shutdownNow());
    }
}
