package io.jenkins.plugins.flinkdeploy.run;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusDetail;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusText;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What a cluster does: what the step returns to a Pipeline. Absent values are null. */
public final class StatusResult implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The JSON of the command line; no class of the engine goes into the Pipeline's state. */
    private final String json;

    private final String text;
    private final boolean healthy;

    StatusResult(ClusterStatus status) {
        json = Secrets.masked(Json.mapper().<JsonNode>valueToTree(status)).toString();
        text = Secrets.masked(new StatusText(StatusDetail.VERBOSE, ZoneId.systemDefault(), false).write(status));
        healthy = status.state().fine();
    }

    private JsonNode at(String pointer) {
        return Json.read(json).at(pointer);
    }

    @CheckForNull
    private static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }

    @CheckForNull
    private Integer number(String pointer) {
        JsonNode node = at(pointer);
        return node.isNumber() ? node.asInt() : null;
    }

    /** Name of the FlinkDeployment. */
    @Whitelisted
    public String getName() {
        return at("/resource/name").asText();
    }

    @Whitelisted
    public String getNamespace() {
        return at("/resource/namespace").asText();
    }

    /** {@code RUNNING}, {@code STOPPED}, {@code DEPLOYING}, {@code CRASH_LOOPING}, {@code FAILED}, {@code ABSENT}, … */
    @Whitelisted
    public String getState() {
        return at("/state").asText();
    }

    /** Why, where the state alone does not tell. */
    @CheckForNull
    @Whitelisted
    public String getReason() {
        return text(at("/reason"));
    }

    /** Whether it runs, is on its way, or is stopped as asked for. */
    @Whitelisted
    public boolean isHealthy() {
        return healthy;
    }

    /** The commit whose job runs. */
    @CheckForNull
    @Whitelisted
    public String getCommit() {
        return text(at("/version/running"));
    }

    /** The commit that was applied last. */
    @CheckForNull
    @Whitelisted
    public String getDesiredCommit() {
        return text(at("/version/desired"));
    }

    /** Flink's version as its JobManager says. */
    @CheckForNull
    @Whitelisted
    public String getFlinkVersion() {
        return text(at("/flink/version"));
    }

    /** Address of Flink's web interface. */
    @CheckForNull
    @Whitelisted
    public String getDashboard() {
        return text(at("/dashboard"));
    }

    /** Registered task managers. */
    @CheckForNull
    @Whitelisted
    public Integer getTaskManagers() {
        return number("/flink/taskManagers");
    }

    @CheckForNull
    @Whitelisted
    public Integer getSlots() {
        return number("/flink/slots");
    }

    @CheckForNull
    @Whitelisted
    public Integer getFreeSlots() {
        return number("/flink/freeSlots");
    }

    /** Path of the last savepoint that the resource knows. */
    @CheckForNull
    @Whitelisted
    public String getSavepoint() {
        return text(at("/savepoint/location"));
    }

    /** When that was taken, ISO 8601. */
    @CheckForNull
    @Whitelisted
    public String getSavepointAt() {
        return text(at("/savepoint/at"));
    }

    /** Its jobs, in the order of their names. */
    @Whitelisted
    public List<StatusJob> getJobs() {
        return StreamSupport.stream(at("/jobs").spliterator(), false)
                .map(StatusJob::new)
                .toList();
    }

    /** What could not be read, each with the reason. */
    @Whitelisted
    public List<String> getGaps() {
        return StreamSupport.stream(at("/gaps").spliterator(), false)
                .map(gap -> gap.path("part").asText() + ": " + gap.path("why").asText())
                .toList();
    }

    /** All of it in lines, as {@code flink-deploy status -v} has it. */
    @Whitelisted
    public String getText() {
        return text;
    }

    /** All of it, as {@code flink-deploy status -o json} has one cluster. */
    @Whitelisted
    public String getJson() {
        return json;
    }

    @Override
    public String toString() {
        return getName() + ": " + getState();
    }
}
