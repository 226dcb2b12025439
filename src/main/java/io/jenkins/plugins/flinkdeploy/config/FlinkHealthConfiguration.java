package io.jenkins.plugins.flinkdeploy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.security.Permission;
import hudson.util.FormValidation;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthLimits;
import io.jenkins.plugins.flinkdeploy.engine.definition.Units;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** How often clusters are looked at, and from when on they are not well. */
@Extension
@Symbol("flinkHealth")
public final class FlinkHealthConfiguration extends GlobalConfiguration {
    /** How often, where nobody says otherwise. */
    public static final String INTERVAL = "10m";

    /** More often than that, looks would be a burden to the clusters. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Of the intervals, the one that means not at all. */
    private static final String NEVER = "0";

    private String interval = INTERVAL;
    private String checkpointAge = HealthLimits.CHECKPOINT_AGE;
    private int checkpointFailures = HealthLimits.CHECKPOINT_FAILURES;
    private int restartsPerHour = HealthLimits.RESTARTS_PER_HOUR;
    private String savepointAge = HealthLimits.SAVEPOINT_AGE;
    private int backPressurePercent = HealthLimits.BACK_PRESSURE_PERCENT;
    private String lagRecords;

    public FlinkHealthConfiguration() {
        load();
    }

    public static FlinkHealthConfiguration get() {
        return ExtensionList.lookupSingleton(FlinkHealthConfiguration.class);
    }

    /** Time from one look at a cluster to the next; empty when nobody is to look. */
    public Optional<Duration> every() {
        return Units.duration(interval).filter(time -> !time.isZero());
    }

    public HealthLimits limits() {
        HealthLimits defaults = HealthLimits.defaults();
        return new HealthLimits(
                defaults.podAge(),
                defaults.patience(),
                Units.duration(checkpointAge).orElse(defaults.checkpointAge()),
                checkpointFailures,
                restartsPerHour,
                Units.duration(savepointAge).orElse(defaults.savepointAge()),
                backPressurePercent,
                lagRecords == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(lagRecords)));
    }

    public String getInterval() {
        return interval;
    }

    /**
     * @throws IllegalArgumentException when it is no duration, or a short one
     */
    @DataBoundSetter
    public void setInterval(String interval) {
        String given = Util.fixEmptyAndTrim(interval);
        checkInterval(given == null ? NEVER : given);
        this.interval = given == null ? NEVER : given;
        save();
    }

    public String getCheckpointAge() {
        return checkpointAge;
    }

    /**
     * @throws IllegalArgumentException when it is no duration
     */
    @DataBoundSetter
    public void setCheckpointAge(String checkpointAge) {
        this.checkpointAge = duration(checkpointAge, HealthLimits.CHECKPOINT_AGE);
        save();
    }

    public int getCheckpointFailures() {
        return checkpointFailures;
    }

    @DataBoundSetter
    public void setCheckpointFailures(int checkpointFailures) {
        this.checkpointFailures = Math.max(1, checkpointFailures);
        save();
    }

    public int getRestartsPerHour() {
        return restartsPerHour;
    }

    @DataBoundSetter
    public void setRestartsPerHour(int restartsPerHour) {
        this.restartsPerHour = Math.max(0, restartsPerHour);
        save();
    }

    public String getSavepointAge() {
        return savepointAge;
    }

    /**
     * @throws IllegalArgumentException when it is no duration
     */
    @DataBoundSetter
    public void setSavepointAge(String savepointAge) {
        this.savepointAge = duration(savepointAge, HealthLimits.SAVEPOINT_AGE);
        save();
    }

    public int getBackPressurePercent() {
        return backPressurePercent;
    }

    @DataBoundSetter
    public void setBackPressurePercent(int backPressurePercent) {
        this.backPressurePercent = Math.min(100, Math.max(0, backPressurePercent));
        save();
    }

    /** Null for any number. */
    @CheckForNull
    public String getLagRecords() {
        return lagRecords;
    }

    /**
     * @throws IllegalArgumentException when it is no number
     */
    @DataBoundSetter
    public void setLagRecords(String lagRecords) {
        String given = Util.fixEmptyAndTrim(lagRecords);
        if (given != null && !given.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(Messages.FlinkHealthConfiguration_noNumber(given));
        }
        this.lagRecords = given;
        save();
    }

    private static String duration(String text, String otherwise) {
        String given = Util.fixEmptyAndTrim(text);
        if (given == null) {
            return otherwise;
        }
        checkDuration(given);
        return given;
    }

    private static Duration checkDuration(String text) {
        return Units.duration(text)
                .orElseThrow(() -> new IllegalArgumentException(Messages.FlinkHealthConfiguration_noDuration(text)));
    }

    private static void checkInterval(String text) {
        if (!text.equals(NEVER) && checkDuration(text).compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(Messages.FlinkHealthConfiguration_tooOften());
        }
    }

    @POST
    public FormValidation doCheckInterval(@QueryParameter String value) {
        Jenkins.get().checkPermission(FlinkPermissions.ADMINISTER_TARGETS);
        String given = Util.fixEmptyAndTrim(value);
        return given == null ? FormValidation.ok() : validation(() -> checkInterval(given));
    }

    @POST
    public FormValidation doCheckCheckpointAge(@QueryParameter String value) {
        return checkedDuration(value);
    }

    @POST
    public FormValidation doCheckSavepointAge(@QueryParameter String value) {
        return checkedDuration(value);
    }

    private static FormValidation checkedDuration(String value) {
        Jenkins.get().checkPermission(FlinkPermissions.ADMINISTER_TARGETS);
        String given = Util.fixEmptyAndTrim(value);
        return given == null ? FormValidation.ok() : validation(() -> checkDuration(given));
    }

    private static FormValidation validation(Runnable check) {
        try {
            check.run();
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Who sees the form, on a page that asks for Overall/Manage besides. */
    @NonNull
    @Override
    public Permission getRequiredGlobalConfigPagePermission() {
        return FlinkPermissions.ADMINISTER_TARGETS;
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        Jenkins.get().checkPermission(FlinkPermissions.ADMINISTER_TARGETS);
        try (BulkChange change = new BulkChange(this)) {
            request.bindJSON(this, json);
            change.commit();
        } catch (IllegalArgumentException e) {
            throw new Descriptor.FormException(e.getMessage(), e, "interval");
        } catch (IOException e) {
            throw new Descriptor.FormException(e, "interval");
        }
        return true;
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.FlinkHealthConfiguration_displayName();
    }
}
