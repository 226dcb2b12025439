package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import java.util.function.UnaryOperator;

/**
 * Which deployed resources are meant: those of a cluster file, or one by its name, for which no file is needed; and how long it may
 * take.
 */
public class LiveParameters extends TargetParameters {
    private static final long serialVersionUID = 1L;

    private String namespace;
    private String name;
    private String sessionJob;
    private String timeout;

    /** Namespace; null for that of the file, or of the target. */
    public final String getNamespace() {
        return namespace;
    }

    public final void setNamespace(String namespace) {
        this.namespace = Util.fixEmptyAndTrim(namespace);
    }

    /** Name of a FlinkDeployment; null for what the file describes. */
    public final String getName() {
        return name;
    }

    public final void setName(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    /** Name of a FlinkSessionJob; null for what the file describes. */
    public final String getSessionJob() {
        return sessionJob;
    }

    public final void setSessionJob(String sessionJob) {
        this.sessionJob = Util.fixEmptyAndTrim(sessionJob);
    }

    /** How long it may take, for instance {@code 30m}; null for what the file says. */
    public final String getTimeout() {
        return timeout;
    }

    public final void setTimeout(String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    @Override
    public LiveParameters map(UnaryOperator<String> expansion) {
        LiveParameters copy = new LiveParameters();
        fill(copy, nullSafe(expansion));
        return copy;
    }

    final void fill(LiveParameters copy, UnaryOperator<String> expand) {
        super.fill(copy, expand);
        copy.setNamespace(expand.apply(namespace));
        copy.setName(expand.apply(name));
        copy.setSessionJob(expand.apply(sessionJob));
        copy.setTimeout(expand.apply(timeout));
    }
}
