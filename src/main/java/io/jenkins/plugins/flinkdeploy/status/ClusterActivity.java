package io.jenkins.plugins.flinkdeploy.status;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.console.AnnotatedLargeText;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.run.PageTimes;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.verb.POST;

/** What a person had done with a cluster from its page: who, what and when, and the page with its log. */
public final class ClusterActivity implements StaplerProxy {
    /** How long the page of the cluster tells of one that has ended. */
    private static final Duration SHOWN = Duration.ofHours(1);

    private final int number;
    private final String place;
    private final String namespace;
    private final String name;
    private final Kind kind;
    private final String by;
    private final Date at;

    /** Why; null when nothing was said. */
    private final String reason;

    /** What came of it; null while that is not known. */
    private String outcome;

    private boolean success;
    private Date endedAt;

    /** Where it stands, for the next session of the controller, as the engine writes it; null before and after. */
    private String state;

    private transient ActivityWork work;

    /**
     * What is asked for.
     *
     * @param place name of the target
     * @param reason why, null when nothing is said
     */
    record Asked(String place, ResourceId resource, Kind kind, @CheckForNull String reason) {}

    ClusterActivity(int number, Asked asked, String by) {
        this.number = number;
        this.place = asked.place();
        this.namespace = asked.resource().namespace();
        this.name = asked.resource().name();
        this.kind = asked.kind();
        this.reason = asked.reason();
        this.by = by;
        this.at = new Date();
    }

    ResourceId resource() {
        return new ResourceId(ResourceId.FLINK_API, "FlinkDeployment", namespace, name);
    }

    boolean isOf(String target, ResourceId resource) {
        return place.equals(target) && resource().equals(resource);
    }

    /** The target as it is configured now. */
    Optional<FlinkTarget> place() {
        return FlinkDeployConfiguration.get().target(place);
    }

    synchronized void working(ActivityWork underWay) {
        work = underWay;
    }

    synchronized void save(String now) {
        state = now;
    }

    /** Where it stood when it was saved last. */
    synchronized Optional<String> state() {
        return Optional.ofNullable(state);
    }

    synchronized void end(boolean well, String text) {
        success = well;
        outcome = text;
        endedAt = new Date();
        state = null;
        work = null;
    }

    synchronized boolean hasEnded() {
        return outcome != null;
    }

    /** Stops looking after it: the next session of the controller goes on. */
    void detach() {
        current().ifPresent(ActivityWork::detach);
    }

    private synchronized Optional<ActivityWork> current() {
        return Optional.ofNullable(work);
    }

    File log() {
        return Activities.file("activity-" + number + ".log");
    }

    /** Guards the page and what is posted to it, where the one of the cluster does not. */
    @Override
    public Object getTarget() {
        return Access.visible(place).isPresent() ? this : null;
    }

    /** Counts up by one with each on this controller. */
    public int getNumber() {
        return number;
    }

    public Kind getKind() {
        return kind;
    }

    public String getPlace() {
        return place;
    }

    /** Namespace and name of the cluster. */
    public String getResource() {
        return namespace + "/" + name;
    }

    public String getTitle() {
        return Messages.ControlPage_title(kind.getName(), name);
    }

    /** Id of the user who asked. */
    public String getBy() {
        return by;
    }

    /** Why, in that user's words; empty when nothing was said. */
    public String getReason() {
        return reason == null ? "" : reason;
    }

    public String getAtText() {
        return PageTimes.text(at.toInstant());
    }

    public boolean isUnderWay() {
        return !hasEnded();
    }

    public synchronized boolean isSuccess() {
        return success;
    }

    /** Whether the page of the cluster still tells of it. */
    public synchronized boolean isShown() {
        return endedAt == null || endedAt.toInstant().isAfter(Instant.now().minus(SHOWN));
    }

    /** What came of it, or where it stands. */
    public String getOutcome() {
        synchronized (this) {
            if (outcome != null) {
                return outcome;
            }
        }
        return current()
                .map(ActivityWork::status)
                .map(Messages::ClusterActivity_underWay)
                .orElseGet(Messages::ClusterActivity_begins);
    }

    /** Changes with what the page of the cluster tells of it. */
    int version() {
        return (number + getOutcome()).hashCode();
    }

    /** The log, for its page. */
    public AnnotatedLargeText<ClusterActivity> getLogText() {
        return new AnnotatedLargeText<>(log(), StandardCharsets.UTF_8, hasEnded(), this);
    }

    /** Whether the user may have it end. */
    public boolean isStoppable() {
        return isUnderWay() && place().filter(Access::mayDeploy).isPresent();
    }

    /** Has it end; what was asked of the operator goes on. */
    @POST
    public HttpResponse doStop() {
        place().ifPresentOrElse(Access::checkDeploy, () -> Jenkins.get().checkPermission(Jenkins.ADMINISTER));
        current()
                .ifPresent(
                        underWay -> underWay.abort(Jenkins.getAuthentication2().getName()));
        return HttpResponses.redirectToDot();
    }
}
