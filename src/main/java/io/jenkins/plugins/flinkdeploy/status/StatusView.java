package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAge;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterState;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.Gap;
import io.jenkins.plugins.flinkdeploy.engine.status.JobStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.VersionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The status of a cluster as its page shows it; absent texts are empty. */
public final class StatusView {
    private final ClusterStatus status;

    StatusView(ClusterStatus status) {
        this.status = status;
    }

    public boolean isAbsent() {
        return status.state() == ClusterState.ABSENT;
    }

    public String getStateText() {
        String word = StateTexts.of(status.state());
        return status.wantedStopped() && status.state() != ClusterState.STOPPED
                ? word + " (" + Messages.ClustersPage_stopWanted() + ")"
                : word;
    }

    /** {@code good}, {@code bad} or {@code doubtful}. */
    public String getTone() {
        return StateTexts.tone(status.state());
    }

    public String getReason() {
        return status.reason().map(Secrets::masked).orElse("");
    }

    public boolean isWantedStopped() {
        return status.wantedStopped();
    }

    public boolean isSession() {
        return status.session();
    }

    public String getOwner() {
        return Optional.ofNullable(status.labels().get(Labels.OWNER)).orElse("");
    }

    /** Pages about the cluster that its cluster file names: name and address. */
    public Map<String, String> getLinks() {
        return status.links();
    }

    public String getVersion() {
        VersionStatus version = status.version();
        Optional<String> running = version.running().map(Text::commit);
        Optional<String> desired = version.desired().map(Text::commit);
        if (running.equals(desired) || desired.isEmpty()) {
            return running.orElseGet(Messages::StatusView_noCommit);
        }
        return running.map(commit -> Messages.StatusView_otherDesired(commit, desired.get()))
                .orElseGet(() -> Messages.StatusView_onlyDesired(desired.get()));
    }

    public String getImage() {
        return status.version().image().orElse("");
    }

    public String getConfigHash() {
        return status.version().configHash().map(Text::commit).orElse("");
    }

    public String getFlink() {
        return status.flink()
                .version()
                .map(version -> version
                        + status.flink()
                                .revision()
                                .map(revision -> " (" + revision + ")")
                                .orElse(""))
                .or(() -> status.version().flinkVersion())
                .orElse("");
    }

    /** Address of Flink's web interface. */
    public String getDashboard() {
        return status.dashboard().flatMap(Links::safe).orElse("");
    }

    public String getTaskManagers() {
        if (!status.answered()) {
            return "";
        }
        int registered = status.flink().taskManagers().orElse(0);
        int free = status.flink().freeSlots().orElse(0);
        int slots = status.flink().slots().orElse(0);
        return status.expectedTaskManagers().isPresent()
                ? Messages.StatusView_taskManagersOf(
                        registered, status.expectedTaskManagers().getAsInt(), free, slots)
                : Messages.StatusView_taskManagers(registered, free, slots);
    }

    public String getSavepoint() {
        return status.savepoint().map(SavepointSeen::location).orElse("");
    }

    public String getSavepointAge() {
        return status.savepoint()
                .flatMap(SavepointSeen::at)
                .map(at -> ViewTimes.at(at, status.at()))
                .orElse("");
    }

    /** Whether the job runs and its last savepoint is old. */
    public boolean isSavepointOld() {
        Instant limit = status.at().minus(SavepointAge.OLD);
        return status.state() == ClusterState.RUNNING
                && status.savepoint()
                        .flatMap(SavepointSeen::at)
                        .filter(at -> at.isBefore(limit))
                        .isPresent();
    }

    public String getAutoscaler() {
        return status.autoscaler().orElse("");
    }

    public List<PodView> getPods() {
        return status.pods().stream().map(pod -> new PodView(pod, status.at())).toList();
    }

    public List<JobView> getJobs() {
        return status.jobs().stream().map(job -> new JobView(job, status.at())).toList();
    }

    public List<DeployedView> getDeployments() {
        return status.deployments().stream()
                .map(deployment -> new DeployedView(deployment, status.at()))
                .toList();
    }

    public List<ActionView> getActions() {
        return status.actions().stream()
                .map(action -> new ActionView(action, status.at()))
                .toList();
    }

    List<String> jobNames() {
        return status.jobs().stream().map(JobStatus::name).toList();
    }

    /** What could not be read, one line each. */
    public List<String> getGaps() {
        return status.gaps().stream().map(StatusView::text).toList();
    }

    private static String text(Gap gap) {
        return gap.part() + ": " + Secrets.masked(gap.why());
    }

    /** When it was read. */
    public String getAt() {
        return ViewTimes.time(status.at());
    }
}
