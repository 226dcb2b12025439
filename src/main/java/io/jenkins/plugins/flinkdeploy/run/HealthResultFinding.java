package io.jenkins.plugins.flinkdeploy.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.engine.checkup.Amount;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthFinding;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What one check of a {@link HealthResult} found. Absent values are null. */
public final class HealthResultFinding implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String check;
    private final String job;
    private final String state;
    private final String text;
    private final Double measured;
    private final Double limit;

    HealthResultFinding(HealthFinding finding) {
        check = finding.check().name();
        job = finding.job().orElse(null);
        state = finding.state().name();
        text = Secrets.masked(finding.text());
        measured = finding.measured().map(Amount::value).orElse(null);
        limit = finding.limit().map(Amount::value).orElse(null);
    }

    /** {@code STATE}, {@code TASK_MANAGERS}, {@code CHECKPOINT_AGE}, {@code CONSUMER_LAG}, … */
    @Whitelisted
    public String getCheck() {
        return check;
    }

    /** Flink's name of the job, where it was one job that was looked at. */
    @CheckForNull
    @Whitelisted
    public String getJob() {
        return job;
    }

    /** {@code OK}, {@code UNKNOWN}, {@code WARNING} or {@code FAILING}. */
    @Whitelisted
    public String getState() {
        return state;
    }

    /** One line. */
    @Whitelisted
    public String getText() {
        return text;
    }

    /** What was measured: seconds, percent, records or just a number. */
    @CheckForNull
    @Whitelisted
    public Double getMeasured() {
        return measured;
    }

    /** The number from which on it is not well, in the same unit. */
    @CheckForNull
    @Whitelisted
    public Double getLimit() {
        return limit;
    }

    @Override
    public String toString() {
        return check + ": " + state + ", " + text;
    }
}
