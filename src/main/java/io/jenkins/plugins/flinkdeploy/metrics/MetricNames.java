package io.jenkins.plugins.flinkdeploy.metrics;

import java.util.List;

/** Names of the metrics, as docs/observing.md lists them; dashboards and alerts are made with them, so they stay. */
final class MetricNames {
    /** Gauge: steps and build steps that wait or work at this moment. */
    static final String UNDER_WAY = "flink.deploy.underway";

    private static final String ALL = "flink.deploy.all";
    private static final String TARGET = "flink.deploy.target.";

    private MetricNames() {}

    /** Prefixes under which the same is kept: once for all, once for each target. */
    static List<String> prefixes(String target) {
        return List.of(ALL, TARGET + target);
    }

    /** Counter: deployments that ended so. */
    static String ended(String prefix, String outcome) {
        return prefix + ".ended." + outcome;
    }

    /** Timer: from the start of a deployment to its end, whatever became of it. */
    static String took(String prefix) {
        return prefix + ".took";
    }

    /** Timer: how long no job ran, of deployments that stopped one. */
    static String downtime(String prefix) {
        return prefix + ".downtime";
    }

    /** Gauge: clusters that jobs deployed and that are in this state of health. */
    static String clusters(String state) {
        return "flink.health.clusters." + state;
    }

    /** Counter: how often the health of a cluster became this one. */
    static String healthBecame(String state) {
        return "flink.health.became." + state;
    }
}
