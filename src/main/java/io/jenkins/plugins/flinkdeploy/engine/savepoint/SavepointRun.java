package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The whole state of one savepoint run, as one JSON value: whoever holds it can go on with it after a crash.
 *
 * @param version version of this format
 * @param request what was asked
 * @param stage where it stands
 * @param jobs one entry for each job; empty until they were looked up
 * @param troubleSince since when the API server gives no answer
 * @param endedAt when it ended
 * @param summary how it ended, one sentence
 */
public record SavepointRun(
        int version,
        SavepointRequest request,
        Stage stage,
        List<JobSavepoint> jobs,
        Optional<Instant> troubleSince,
        Optional<Instant> endedAt,
        Optional<String> summary) {

    /** Version of the format that this code writes. */
    public static final int FORMAT = 1;

    /** Where a run stands; names are part of the saved state and of the JSON report. */
    public enum Stage {
        /** The jobs of the target are looked up. */
        FINDING,
        /** Savepoints are asked for and waited for. */
        TAKING,
        /** Every running job has its savepoint. */
        DONE,
        /** At least one has none. */
        FAILED,
        /** A person ended it; what was asked of the operator goes on. */
        ABORTED
    }

    public SavepointRun {
        jobs = List.copyOf(jobs);
    }

    /** A new run. */
    public static SavepointRun start(SavepointRequest request) {
        return new SavepointRun(
                FORMAT, request, Stage.FINDING, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether nothing is left to do. */
    @JsonIgnore
    public boolean isFinished() {
        return endedAt.isPresent();
    }

    SavepointRun with(List<JobSavepoint> now) {
        return new SavepointRun(version, request, Stage.TAKING, now, Optional.empty(), endedAt, summary);
    }

    SavepointRun trouble(Instant since) {
        return new SavepointRun(version, request, stage, jobs, Optional.of(since), endedAt, summary);
    }

    SavepointRun ended(Stage how, Instant at, String text) {
        return new SavepointRun(version, request, how, jobs, troubleSince, Optional.of(at), Optional.of(text));
    }

    public String toJson() {
        return Json.write(this);
    }

    /**
     * Reads a saved state.
     *
     * @throws UserException when it is not one, or of a newer version of this tool
     */
    public static SavepointRun fromJson(String text) {
        try {
            int version = Json.read(text).path("version").asInt(-1);
            if (version < 1 || version > FORMAT) {
                throw new UserException(
                        "The saved savepoint run has format " + version + "; this version of flink-deploy reads up to "
                                + FORMAT + ".",
                        "Nothing was changed.",
                        "Resume it with the version that wrote it.");
            }
            return Json.read(text, SavepointRun.class);
        } catch (UncheckedIOException e) {
            throw new UserException(
                    "The saved savepoint run cannot be read: " + e.getMessage(), "Nothing was changed.", "", e);
        }
    }
}
