package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import java.util.function.UnaryOperator;

/** What a deployment was asked for, as text the way people write it; null where nothing was given. */
public final class DeployParameters extends PlaceParameters {
    private static final long serialVersionUID = 1L;

    private String timeout;
    private String soak;
    private String rollback;
    private String savepoint;
    private String restoreFrom;
    private boolean dryRun;
    private boolean force;
    private boolean applyOnly;
    private boolean allOrNothing;
    private boolean changedOnly;
    private String sharedFiles;

    /** Longest time from apply to healthy, for instance {@code 30m}; null for that of the file. */
    public String getTimeout() {
        return timeout;
    }

    public void setTimeout(String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    /** How long the job must stay healthy, for instance {@code 2m}; null for that of the file. */
    public String getSoak() {
        return soak;
    }

    public void setSoak(String soak) {
        this.soak = Util.fixEmptyAndTrim(soak);
    }

    /** {@code auto}, {@code manual} or {@code off}; null for that of the file. */
    public String getRollback() {
        return rollback;
    }

    public void setRollback(String rollback) {
        this.rollback = Util.fixEmptyAndTrim(rollback);
    }

    /** {@code upgrade}, {@code before} or {@code none}; null for that of the file. */
    public String getSavepoint() {
        return savepoint;
    }

    public void setSavepoint(String savepoint) {
        this.savepoint = Util.fixEmptyAndTrim(savepoint);
    }

    /** Path of a savepoint, or number of the revision whose savepoint it is; null for the state that the job has. */
    public String getRestoreFrom() {
        return restoreFrom;
    }

    public void setRestoreFrom(String restoreFrom) {
        this.restoreFrom = Util.fixEmptyAndTrim(restoreFrom);
    }

    /** Whether only to show what would be done. */
    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /** Whether to deploy although nothing changed, or although this commit was rolled back before. */
    public boolean isForce() {
        return force;
    }

    public void setForce(boolean force) {
        this.force = force;
    }

    /** Whether to end when the API server has the resource; not waited for. */
    boolean isApplyOnly() {
        return applyOnly;
    }

    /** The same, for a deployment that ends with its apply. */
    public DeployParameters applyOnly() {
        DeployParameters copy = map(UnaryOperator.identity());
        copy.applyOnly = true;
        return copy;
    }

    /** Whether targets that were deployed are taken back when another one fails. */
    public boolean isAllOrNothing() {
        return allOrNothing;
    }

    public void setAllOrNothing(boolean allOrNothing) {
        this.allOrNothing = allOrNothing;
    }

    /** Whether clusters are left out that did not change in the repository since they were deployed last. */
    public boolean isChangedOnly() {
        return changedOnly;
    }

    public void setChangedOnly(boolean changedOnly) {
        this.changedOnly = changedOnly;
    }

    /** Patterns of paths, with commas between them, whose change counts for every cluster; null for none. */
    public String getSharedFiles() {
        return sharedFiles;
    }

    public void setSharedFiles(String sharedFiles) {
        this.sharedFiles = Util.fixEmptyAndTrim(sharedFiles);
    }

    @Override
    public DeployParameters map(UnaryOperator<String> expansion) {
        UnaryOperator<String> expand = nullSafe(expansion);
        DeployParameters copy = new DeployParameters();
        fill(copy, expand);
        copy.setTimeout(expand.apply(timeout));
        copy.setSoak(expand.apply(soak));
        copy.setRollback(expand.apply(rollback));
        copy.setSavepoint(expand.apply(savepoint));
        copy.setRestoreFrom(expand.apply(restoreFrom));
        copy.setDryRun(dryRun);
        copy.setForce(force);
        copy.applyOnly = applyOnly;
        copy.setAllOrNothing(allOrNothing);
        copy.setChangedOnly(changedOnly);
        copy.setSharedFiles(expand.apply(sharedFiles));
        return copy;
    }
}
