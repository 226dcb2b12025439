package io.jenkins.plugins.flinkdeploy.health;

import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.config.FlinkHealthConfiguration;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReader;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthReport;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at clusters; what one job found is used for the others that deployed the same cluster. */
final class HealthLook {
    /** A look is as good for another job when it is not older than this part of an interval. */
    private static final double FRESH = 0.5;

    private static final Duration FORGOTTEN = Duration.ofDays(1);

    /** By cluster, identity and resource. */
    private final Map<String, HealthReport> seen = new ConcurrentHashMap<>();

    private final Clock clock = Clock.systemUTC();

    /** The newest report of a resource, where anybody looked lately. */
    Optional<HealthReport> newest(ClusterConnection connection, ResourceId resource) {
        return Optional.ofNullable(seen.get(key(connection, resource)));
    }

    /** Looks; a target that is not to be had any more makes an unknown state. */
    HealthReport at(ClusterHealth health, Run<?, ?> run, Duration interval) {
        Instant now = clock.instant();
        seen.values().removeIf(report -> report.at().isBefore(now.minus(FORGOTTEN)));
        ResourceId resource = health.cluster().resource();
        try {
            return health.cluster().read(run, (connection, api) -> fresh(connection, resource, interval, now)
                    .orElseGet(() -> look(connection, api, health)));
        } catch (UserException | ClusterException e) {
            return HealthReport.unknown(resource, e.getMessage(), health.last(), now);
        }
    }

    private Optional<HealthReport> fresh(
            ClusterConnection connection, ResourceId resource, Duration interval, Instant now) {
        Instant oldest = now.minusMillis((long) (interval.toMillis() * FRESH));
        return newest(connection, resource).filter(report -> report.at().isAfter(oldest));
    }

    private HealthReport look(ClusterConnection connection, ClusterApi api, ClusterHealth health) {
        ResourceId resource = health.cluster().resource();
        HealthReport report = new HealthReader(
                        api, clock, FlinkHealthConfiguration.get().limits())
                .readDeployed(resource, health.last());
        seen.put(key(connection, resource), report);
        return report;
    }

    private static String key(ClusterConnection connection, ResourceId resource) {
        return connection.fingerprint() + " " + resource;
    }
}
