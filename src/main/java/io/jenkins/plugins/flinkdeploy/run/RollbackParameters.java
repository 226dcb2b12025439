package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import java.util.function.UnaryOperator;

/** What a rollback was asked for, as text the way people write it; null where nothing was given. */
public final class RollbackParameters extends LiveParameters {
    private static final long serialVersionUID = 1L;

    private String to;
    private String restoreFrom;
    private String soak;
    private boolean dryRun;

    /** Number of the revision to go back to; null for the newest that is not what stands there. */
    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = Util.fixEmptyAndTrim(to);
    }

    /** Path of a savepoint, or number of the revision whose savepoint it is; null for the state that the job has. */
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

    /** Whether only to show what would be done. */
    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    public RollbackParameters map(UnaryOperator<String> expansion) {
        UnaryOperator<String> expand = nullSafe(expansion);
        RollbackParameters copy = new RollbackParameters();
        fill(copy, expand);
        copy.setTo(expand.apply(to));
        copy.setRestoreFrom(expand.apply(restoreFrom));
        copy.setSoak(expand.apply(soak));
        copy.setDryRun(dryRun);
        return copy;
    }
}
