package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import io.jenkins.plugins.flinkdeploy.engine.status.PodStatus;
import java.time.Instant;
import java.util.List;

/** A pod of a cluster on its page. */
public final class PodView {
    private final PodStatus pod;
    private final Instant now;

    PodView(PodStatus pod, Instant now) {
        this.pod = pod;
        this.now = now;
    }

    public String getName() {
        return pod.name();
    }

    public String getNode() {
        return pod.host().orElse("");
    }

    public String getPhase() {
        return pod.evicted() ? Messages.PodView_evicted() : pod.phase();
    }

    public String getReady() {
        return pod.ready() ? Messages.PodView_ready() : Messages.PodView_notReady();
    }

    public String getTone() {
        return pod.ready() ? "good" : pod.reasons().isEmpty() ? "doubtful" : "bad";
    }

    public int getRestarts() {
        return pod.restarts();
    }

    public String getAge() {
        return pod.createdAt().map(at -> ViewTimes.since(at, now)).orElse("");
    }

    /** Why it waits, ended or was evicted. */
    public List<String> getReasons() {
        return pod.reasons().stream().map(Secrets::masked).toList();
    }
}
