package io.jenkins.plugins.flinkdeploy.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.MetricSet;
import io.jenkins.plugins.flinkdeploy.run.DeployResult;
import io.jenkins.plugins.flinkdeploy.run.DeployRuntime;
import io.jenkins.plugins.flinkdeploy.run.DeploymentListener;
import io.jenkins.plugins.flinkdeploy.run.RunFront;
import java.time.Duration;
import java.util.Map;
import jenkins.metrics.api.MetricProvider;
import jenkins.metrics.api.Metrics;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** Counts and times deployments, all together and by target. */
@OptionalExtension(requirePlugins = "metrics")
public final class DeployMetrics extends MetricProvider implements DeploymentListener {
    @Override
    public MetricSet getMetricSet() {
        Gauge<Integer> underWay = DeployRuntime::stepsUnderWay;
        Map<String, Metric> metrics = Map.of(MetricNames.UNDER_WAY, underWay);
        return () -> metrics;
    }

    @Override
    public void ended(RunFront front, DeployResult deployment) {
        if (deployment.getAction() == null) {
            count(Metrics.metricRegistry(), deployment);
        }
    }

    static void count(MetricRegistry registry, DeployResult deployment) {
        Long downtime = deployment.getDowntimeMillis();
        for (String prefix : MetricNames.prefixes(deployment.getTarget())) {
            registry.counter(MetricNames.ended(prefix, deployment.getOutcome())).inc();
            registry.timer(MetricNames.took(prefix)).update(Duration.ofMillis(deployment.getTookMillis()));
            if (downtime != null) {
                registry.timer(MetricNames.downtime(prefix)).update(Duration.ofMillis(downtime));
            }
        }
    }
}
