package io.jenkins.plugins.flinkdeploy.run;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** One job of a {@link StatusResult}. Absent values are null. */
public final class StatusJob implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String state;
    private final String id;
    private final String startedAt;
    private final String url;
    private final Long checkpoints;
    private final String lastCheckpointAt;
    private final String lastRestart;
    private final String lastException;

    StatusJob(JsonNode job) {
        name = job.path("name").asText();
        state = job.path("state").asText();
        id = job.path("id").asText(null);
        startedAt = job.path("startedAt").asText(null);
        url = job.path("url").asText(null);
        JsonNode completed = job.at("/checkpoints/completed");
        checkpoints = completed.isNumber() ? completed.asLong() : null;
        lastCheckpointAt = job.at("/checkpoints/lastAt").asText(null);
        lastRestart = job.path("lastRestart").asText(null);
        lastException = job.path("lastException").asText(null);
    }

    /** Flink's name of the job. */
    @Whitelisted
    public String getName() {
        return name;
    }

    /** Flink's word, for instance {@code RUNNING}. */
    @Whitelisted
    public String getState() {
        return state;
    }

    /** Flink's job id. */
    @CheckForNull
    @Whitelisted
    public String getId() {
        return id;
    }

    /** When this execution started, ISO 8601. */
    @CheckForNull
    @Whitelisted
    public String getStartedAt() {
        return startedAt;
    }

    /** Its page in Flink's web interface. */
    @CheckForNull
    @Whitelisted
    public String getUrl() {
        return url;
    }

    /** How many checkpoints completed since its JobManager started it. */
    @CheckForNull
    @Whitelisted
    public Long getCheckpoints() {
        return checkpoints;
    }

    /** When the newest completed one was triggered, ISO 8601. */
    @CheckForNull
    @Whitelisted
    public String getLastCheckpointAt() {
        return lastCheckpointAt;
    }

    /** When Flink last restarted it, ISO 8601. */
    @CheckForNull
    @Whitelisted
    public String getLastRestart() {
        return lastRestart;
    }

    /** The newest failure's first line. */
    @CheckForNull
    @Whitelisted
    public String getLastException() {
        return lastException;
    }

    @Override
    public String toString() {
        return name + ": " + state;
    }
}
