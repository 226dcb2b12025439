package io.jenkins.plugins.flinkdeploy.engine.cost;

import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import io.jenkins.plugins.flinkdeploy.engine.definition.WhenSuspended;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.CostChange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a deployment changes about the cost of a cluster, by the specifications before and after it. */
public final class PlannedCost {
    private static final Logger LOGGER = Logger.getLogger(PlannedCost.class.getName());

    private final ClusterApi cluster;
    private final Prices prices;
    private final CostCalculator calculator;

    public PlannedCost(ClusterApi cluster, Prices prices) {
        this.cluster = cluster;
        this.prices = prices;
        this.calculator = new CostCalculator(Optional.of(prices));
    }

    /**
     * Compares; empty where the cluster cannot be read, which is no reason to show no plan.
     *
     * @param rendered the resources of one cluster, itself first
     * @param whenSuspended whether a deployment starts what somebody stopped
     */
    public Optional<CostChange> of(List<RenderedResource> rendered, WhenSuspended whenSuspended) {
        try {
            return Optional.of(change(rendered, whenSuspended));
        } catch (ClusterException e) {
            LOGGER.log(Level.FINE, e, () -> "No cost of " + rendered.get(0).manifest());
            return Optional.empty();
        }
    }

    private CostChange change(List<RenderedResource> rendered, WhenSuspended whenSuspended) {
        Manifest after = rendered.get(0).manifest();
        Optional<Manifest> before = cluster.get(after.id());
        List<Manifest> jobsBefore = CostReader.sessionJobs(cluster, after);
        Map<ResourceId, Manifest> jobs = new LinkedHashMap<>();
        jobsBefore.forEach(job -> jobs.put(job.id(), job));
        rendered.stream().skip(1).map(RenderedResource::manifest).forEach(job -> {
            boolean stays = whenSuspended == WhenSuspended.KEEP && isSuspended(Optional.ofNullable(jobs.get(job.id())));
            if (!stays) {
                jobs.put(job.id(), job);
            }
        });
        boolean stays = whenSuspended == WhenSuspended.KEEP && isSuspended(before);
        return new CostChange(
                after.id(),
                prices.currency(),
                month(before.map(live -> calculator.specified(live, jobsBefore))),
                month(
                        stays
                                ? Optional.empty()
                                : Optional.of(calculator.specified(after, new ArrayList<>(jobs.values())))));
    }

    private static BigDecimal month(Optional<ClusterCost> cost) {
        return cost.flatMap(ClusterCost::month)
                .map(Money::amount)
                .orElse(BigDecimal.ZERO)
                .setScale(2, RoundingMode.HALF_UP);
    }

    private static boolean isSuspended(Optional<Manifest> live) {
        return live.flatMap(resource -> ClusterSpec.textAt(resource, "/job/state"))
                .filter("suspended"::equals)
                .isPresent();
    }
}
