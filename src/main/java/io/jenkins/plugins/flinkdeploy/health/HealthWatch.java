package io.jenkins.plugins.flinkdeploy.health;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/** Wakes up every minute to see which clusters are to be looked at; the looks themselves are on threads of their own. */
@Extension
public final class HealthWatch extends AsyncPeriodicWork {
    public HealthWatch() {
        super("Health of Flink clusters");
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(1);
    }

    @Override
    protected void execute(TaskListener listener) {
        HealthRounds.get().begin(Instant.now());
    }

    /** Nothing worth telling happens here. */
    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINER;
    }

    @Override
    protected Level getSlowLoggingLevel() {
        return Level.FINE;
    }
}
