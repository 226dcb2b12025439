package io.jenkins.plugins.flinkdeploy.status;

import org.kohsuke.stapler.StaplerProxy;

/** The last lines of the logs of a cluster's pods, for who may deploy: a log may hold what is not for everybody. */
public final class LogsPage implements StaplerProxy {
    private final ClusterPage cluster;

    LogsPage(ClusterPage cluster) {
        this.cluster = cluster;
    }

    /** Guards the text. */
    @Override
    public Object getTarget() {
        Access.checkDeploy(cluster.target());
        return this;
    }

    /** The lines, without what looks like secrets in them. */
    public String getText() {
        return cluster.live().logs(cluster.resource()).text();
    }
}
