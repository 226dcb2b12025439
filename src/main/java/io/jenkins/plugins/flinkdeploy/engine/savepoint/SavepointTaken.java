package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A savepoint that exists.
 *
 * @param path where it is
 * @param jobId the job it is of
 * @param origin {@code before} for the backup taken before an apply, {@code upgrade} for the operator's own, {@code asked} for one
 *     that somebody asked for
 * @param sizeBytes its size, when Flink told
 * @param took how long it took, when that was seen
 * @param at when it was complete, as far as it is known
 * @param trigger what proves that it is ours: name of the snapshot object, or the nonce; empty for the operator's own
 */
public record SavepointTaken(
        String path,
        Optional<String> jobId,
        String origin,
        OptionalLong sizeBytes,
        Optional<Duration> took,
        Optional<Instant> at,
        Optional<String> trigger) {
    public static final String BEFORE = "before";
    public static final String UPGRADE = "upgrade";
    public static final String ASKED = "asked";

    /** A savepoint that the operator took while it upgraded the job. */
    public static SavepointTaken ofUpgrade(String path, Optional<String> jobId, Optional<Instant> at) {
        return new SavepointTaken(path, jobId, UPGRADE, OptionalLong.empty(), Optional.empty(), at, Optional.empty());
    }

    /** Where it is, its size and how long it took, as far as known, for people. */
    public String describe() {
        StringBuilder text = new StringBuilder(path);
        sizeBytes.ifPresent(size -> text.append(", ").append(Text.bytes(size)));
        took.ifPresent(time -> text.append(", ").append(Text.duration(time)));
        return text.toString();
    }

    /** Whether two paths are the same place: Flink writes {@code file:/x} where the operator writes {@code file:///x}. */
    public static boolean samePlace(String one, String other) {
        return normal(one).equals(normal(other));
    }

    private static String normal(String path) {
        String slashes = path.replaceFirst(":/+", ":/");
        return slashes.endsWith("/") ? slashes.substring(0, slashes.length() - 1) : slashes;
    }
}
