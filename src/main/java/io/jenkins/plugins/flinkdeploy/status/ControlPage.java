package io.jenkins.plugins.flinkdeploy.status;

import hudson.Util;
import java.io.IOException;
import java.util.List;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.verb.POST;

/** Where a person reads what will happen to a cluster, and has it done. */
public final class ControlPage implements StaplerProxy {
    private final ClusterPage cluster;
    private final Kind kind;

    ControlPage(ClusterPage cluster, Kind kind) {
        this.cluster = cluster;
        this.kind = kind;
    }

    /** Guards the page and what is posted to it. */
    @Override
    public Object getTarget() {
        Access.checkDeploy(cluster.target());
        return this;
    }

    public ClusterPage getCluster() {
        return cluster;
    }

    public Kind getKind() {
        return kind;
    }

    public String getDisplayName() {
        return Messages.ControlPage_title(kind.getName(), cluster.getDisplayName());
    }

    /** What will happen. */
    public String getExplanation() {
        return ControlTexts.explanation(kind);
    }

    /** What is there now, by which a person sees whether it is what is meant. */
    public StatusView getStatus() {
        return cluster.getStatus();
    }

    /** Whether it makes sense for the cluster as it is. */
    public boolean isSensible() {
        return cluster.getControls().contains(kind);
    }

    /** Names of the jobs that it is done with. */
    public List<String> getJobs() {
        StatusView status = cluster.getStatus();
        return status == null ? List.of() : status.jobNames();
    }

    /**
     * Begins.
     *
     * @param reason why, in the person's words
     */
    @POST
    public HttpResponse doStart(@QueryParameter String reason) throws IOException {
        Access.checkDeploy(cluster.target());
        ClusterActivity activity = Activities.get()
                .begin(new ClusterActivity.Asked(
                        cluster.target().getName(), cluster.resource(), kind, Util.fixEmptyAndTrim(reason)));
        return HttpResponses.redirectTo("../../activity/" + activity.getNumber() + "/");
    }
}
