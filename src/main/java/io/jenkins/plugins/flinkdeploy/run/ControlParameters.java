package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import java.util.function.UnaryOperator;

/** What a start, stop or restart was asked for, as text the way people write it; null where nothing was given. */
public final class ControlParameters extends LiveParameters {
    private static final long serialVersionUID = 1L;

    private String reason;
    private String restoreFrom;
    private String soak;
    private boolean force;
    private boolean withoutSavepoint;
    private boolean dryRun;

    /** Why, which is written on the resource. */
    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = Util.fixEmptyAndTrim(reason);
    }

    /** Path of a savepoint, or number of the revision whose savepoint it is; null for the state in which the job was stopped. */
    public String getRestoreFrom() {
        return restoreFrom;
    }

    public void setRestoreFrom(String restoreFrom) {
        this.restoreFrom = Util.fixEmptyAndTrim(restoreFrom);
    }

    /** How long the job must stay healthy, for instance {@code 2m}; null for that of the file. */
    public String getSoak() {
        return soak;
    }

    public void setSoak(String soak) {
        this.soak = Util.fixEmptyAndTrim(soak);
    }

    /** Whether to start a job that then begins empty. */
    public boolean isForce() {
        return force;
    }

    public void setForce(boolean force) {
        this.force = force;
    }

    /** Whether to stop a job without a savepoint. */
    public boolean isWithoutSavepoint() {
        return withoutSavepoint;
    }

    public void setWithoutSavepoint(boolean withoutSavepoint) {
        this.withoutSavepoint = withoutSavepoint;
    }

    /** Whether only to show what would be done. */
    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /** Whether it is said by name what is meant, not by what lies in the workspace. */
    boolean isNamed() {
        return getName() != null || getSessionJob() != null || getCluster() != null;
    }

    @Override
    public ControlParameters map(UnaryOperator<String> expansion) {
        UnaryOperator<String> expand = nullSafe(expansion);
        ControlParameters copy = new ControlParameters();
        fill(copy, expand);
        copy.setReason(expand.apply(reason));
        copy.setRestoreFrom(expand.apply(restoreFrom));
        copy.setSoak(expand.apply(soak));
        copy.setForce(force);
        copy.setWithoutSavepoint(withoutSavepoint);
        copy.setDryRun(dryRun);
        return copy;
    }
}
