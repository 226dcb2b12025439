package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.SavepointSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Warns of a running job whose last savepoint is old: should everything else fail, that is where one would have to start. */
public final class SavepointAge {
    /** From when on a savepoint is old. */
    public static final Duration OLD = Duration.ofHours(12);

    private SavepointAge() {}

    /**
     * A warning, when the last savepoint that is known is old. Nothing is said of a job that has none.
     *
     * @param live the resource as it is
     */
    public static Optional<String> warning(ClusterApi cluster, Manifest live, Instant now) {
        ResourceSeen seen = ResourceSeen.of(live);
        Optional<Instant> told = seen.lastSavepoint().flatMap(SavepointSeen::at);
        if (!seen.job().is("RUNNING") || told.filter(at -> !isOld(at, now)).isPresent()) {
            return Optional.empty();
        }
        // Newer operators do not tell the time, and not of savepoints that are objects; then our own records count.
        Optional<Instant> recorded =
                new SavepointRecords(cluster).of(live.id()).stream().findFirst().map(SavepointRecord::takenAt);
        return Stream.of(told, recorded)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .filter(at -> isOld(at, now))
                .map(at -> "the last known savepoint of " + live.name() + " is "
                        + Text.duration(Duration.between(at, now)) + " old"
                        + seen.lastSavepoint()
                                .map(last -> " (" + last.location() + ")")
                                .orElse(""));
    }

    static boolean isOld(Instant at, Instant now) {
        return Duration.between(at, now).compareTo(OLD) > 0;
    }
}
