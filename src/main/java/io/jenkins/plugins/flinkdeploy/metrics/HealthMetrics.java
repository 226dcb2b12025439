package io.jenkins.plugins.flinkdeploy.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricSet;
import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import io.jenkins.plugins.flinkdeploy.health.ClustersHealth;
import io.jenkins.plugins.flinkdeploy.health.HealthChange;
import io.jenkins.plugins.flinkdeploy.health.HealthListener;
import java.util.Map;
import java.util.TreeMap;
import jenkins.metrics.api.MetricProvider;
import jenkins.metrics.api.Metrics;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** Counts clusters by their health, and its changes. */
@OptionalExtension(requirePlugins = "metrics")
public final class HealthMetrics extends MetricProvider implements HealthListener {
    @Override
    public MetricSet getMetricSet() {
        Map<String, Metric> metrics = new TreeMap<>();
        for (HealthState state : HealthState.values()) {
            Gauge<Long> clusters = () -> ClustersHealth.counts().getOrDefault(state, 0L);
            metrics.put(MetricNames.clusters(state.name()), clusters);
        }
        Map<String, Metric> all = Map.copyOf(metrics);
        return () -> all;
    }

    @Override
    public void changed(HealthChange change) {
        Metrics.metricRegistry()
                .counter(MetricNames.healthBecame(change.to().name()))
                .inc();
    }
}
