package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a step or builder was given, as text the way people write it; null where nothing was given. */
public final class DeployParameters implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The cluster file that is read when none is named. */
    public static final String DEFAULT_FILE = "flink.yaml";

    /** The names of all parameters. */
    public static final List<String> NAMES = List.of(
            "file",
            "cluster",
            "target",
            "namespace",
            "commit",
            "timeout",
            "soak",
            "rollback",
            "savepoint",
            "dryRun",
            "force");

    private String file;
    private String cluster;
    private String target;
    private String namespace;
    private String commit;
    private String timeout;
    private String soak;
    private String rollback;
    private String savepoint;
    private boolean dryRun;
    private boolean force;

    /** Path of the cluster file, relative to the workspace. */
    public String getFile() {
        return file == null ? DEFAULT_FILE : file;
    }

    public void setFile(String file) {
        String given = Util.fixEmptyAndTrim(file);
        this.file = DEFAULT_FILE.equals(given) ? null : given;
    }

    /** Which cluster of the file; null for the only one. */
    public String getCluster() {
        return cluster;
    }

    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** Name of the target; null for the one that the file names, or the only one. */
    public String getTarget() {
        return target;
    }

    public void setTarget(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    /** Namespace; null for that of the file, or of the target. */
    public String getNamespace() {
        return namespace;
    }

    public void setNamespace(String namespace) {
        this.namespace = Util.fixEmptyAndTrim(namespace);
    }

    /** The commit that is deployed; null to find out. */
    public String getCommit() {
        return commit;
    }

    public void setCommit(String commit) {
        this.commit = Util.fixEmptyAndTrim(commit);
    }

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

    /** A copy in which every text went through a function. */
    public DeployParameters map(UnaryOperator<String> expansion) {
        UnaryOperator<String> expand =
                text -> Optional.ofNullable(text).map(expansion).orElse(null);
        DeployParameters copy = new DeployParameters();
        copy.setFile(expand.apply(getFile()));
        copy.setCluster(expand.apply(cluster));
        copy.setTarget(expand.apply(target));
        copy.setNamespace(expand.apply(namespace));
        copy.setCommit(expand.apply(commit));
        copy.setTimeout(expand.apply(timeout));
        copy.setSoak(expand.apply(soak));
        copy.setRollback(expand.apply(rollback));
        copy.setSavepoint(expand.apply(savepoint));
        copy.setDryRun(dryRun);
        copy.setForce(force);
        return copy;
    }
}
