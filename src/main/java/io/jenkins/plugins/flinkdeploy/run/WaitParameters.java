package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is waited for, as text the way people write it; null where nothing was given. */
public final class WaitParameters implements Serializable {
    private static final long serialVersionUID = 1L;

    private String deployment;
    private String timeout;
    private String soak;
    private String rollback;

    /** Id of a deployment of this build; null for all that were applied and not waited for. */
    public String getDeployment() {
        return deployment;
    }

    public void setDeployment(String deployment) {
        this.deployment = Util.fixEmptyAndTrim(deployment);
    }

    /** Longest time until it is healthy, for instance {@code 30m}; null for that of the file. */
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

    /** A copy in which every text went through a function. */
    public WaitParameters map(UnaryOperator<String> expansion) {
        WaitParameters copy = new WaitParameters();
        Optional.ofNullable(deployment).map(expansion).ifPresent(copy::setDeployment);
        Optional.ofNullable(timeout).map(expansion).ifPresent(copy::setTimeout);
        Optional.ofNullable(soak).map(expansion).ifPresent(copy::setSoak);
        Optional.ofNullable(rollback).map(expansion).ifPresent(copy::setRollback);
        return copy;
    }
}
