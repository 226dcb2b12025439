package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.AutoscalingDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkVersion;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The operator's autoscaler. While it is on, the parallelism that runs is the operator's decision: it is no difference between
 * what runs and what would be applied.
 */
public final class Autoscaling {
    private static final String PREFIX = "job.autoscaler.";

    /** Up to the operator 1.6 the keys had the prefix of its own settings; it still reads those. */
    private static final List<String> ENABLED =
            List.of("job.autoscaler.enabled", "kubernetes.operator.job.autoscaler.enabled");

    /** The first line that changes the parallelism of a running job without restarting it, with this scheduler. */
    private static final FlinkVersion IN_PLACE = FlinkVersion.of("1.18");

    private Autoscaling() {}

    /** Whether the resource of a cluster has it switched on, for its job or for the session jobs that name it. */
    public static boolean isOn(Manifest cluster) {
        return isOn(cluster.toTree());
    }

    static boolean isOn(ObjectNode cluster) {
        return Trees.clusterSpec(cluster)
                .map(spec -> spec.path("flinkConfiguration"))
                .filter(conf -> ENABLED.stream().anyMatch(key -> isTrue(conf, key)))
                .isPresent();
    }

    /** Since 1.13 the operator takes nested configuration as well as dotted keys. */
    private static boolean isTrue(JsonNode conf, String key) {
        if (conf.path(key).asText().equalsIgnoreCase("true")) {
            return true;
        }
        JsonNode node = conf;
        for (String part : key.split("\\.")) {
            node = node.path(part);
        }
        return node.asText().equalsIgnoreCase("true");
    }

    /** Takes the parallelism out of a resource that is compared with another. */
    public static void removeParallelism(ObjectNode resource) {
        Trees.job(resource).ifPresent(job -> job.remove("parallelism"));
    }

    static void configure(AutoscalingDefinition autoscaling, FlinkVersion version, BiConsumer<String, String> set) {
        set.accept(PREFIX + "enabled", String.valueOf(autoscaling.enabled()));
        if (!autoscaling.enabled()) {
            return;
        }
        set.accept(PREFIX + "scaling.enabled", String.valueOf(autoscaling.scaling()));
        put(set, "vertex.min-parallelism", autoscaling.minParallelism().map(String::valueOf));
        put(set, "vertex.max-parallelism", autoscaling.maxParallelism().map(String::valueOf));
        put(set, "target.utilization", autoscaling.targetUtilization().map(Object::toString));
        put(
                set,
                "target.utilization.boundary",
                autoscaling.utilizationBoundary().map(Object::toString));
        put(set, "stabilization.interval", time(autoscaling.stabilization()));
        put(set, "metrics.window", time(autoscaling.metricsWindow()));
        put(set, "catch-up.duration", time(autoscaling.catchUp()));
        put(set, "restart.time", time(autoscaling.restart()));
        if (autoscaling.scaling() && version.compareTo(IN_PLACE) >= 0) {
            set.accept("jobmanager.scheduler", "adaptive");
        }
    }

    private static void put(BiConsumer<String, String> set, String key, Optional<String> value) {
        value.ifPresent(text -> set.accept(PREFIX + key, text));
    }

    private static Optional<String> time(Optional<Duration> duration) {
        return duration.map(FlinkConfiguration::inFlinkForm);
    }
}
