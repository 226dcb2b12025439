package io.jenkins.plugins.flinkdeploy.health;

import hudson.model.Job;
import java.time.Duration;

/** Looks at clusters when a test wants it. */
public final class Looks {
    private Looks() {}

    /** Looks at the clusters of a job, whatever others saw. */
    public static void at(Job<?, ?> job) {
        HealthRounds.get().lookAt(job, Duration.ZERO);
    }

    /** Looks, unless another job's look is still good. */
    public static void at(Job<?, ?> job, Duration interval) {
        HealthRounds.get().lookAt(job, interval);
    }

    /** Forgets what is in memory, as a restart does, and reads what was kept. */
    public static void restart(Job<?, ?> job) {
        HealthBook.get().onDeleted(job);
        HealthBook.get().onLoaded();
    }
}
