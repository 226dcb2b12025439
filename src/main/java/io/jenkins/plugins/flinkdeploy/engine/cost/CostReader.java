package io.jenkins.plugins.flinkdeploy.engine.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkOverview;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkRest;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads what clusters that run cost. */
public final class CostReader {
    private static final Logger LOGGER = Logger.getLogger(CostReader.class.getName());
    private static final String METRICS = "metrics.k8s.io/v1beta1";

    private final ClusterApi cluster;
    private final CostCalculator calculator;

    public CostReader(ClusterApi cluster, Optional<Prices> prices) {
        this.cluster = cluster;
        this.calculator = new CostCalculator(prices);
    }

    /**
     * The cost of a FlinkDeployment as it runs; empty when there is none of that name.
     *
     * @throws ClusterException when the cluster cannot be read
     */
    public Optional<ClusterCost> read(ResourceId id) {
        return cluster.get(id).map(this::read);
    }

    /**
     * The cost of all FlinkDeployments of a namespace.
     *
     * @throws ClusterException when the cluster cannot be read
     */
    public List<ClusterCost> all(String namespace) {
        return cluster.list(ResourceId.FLINK_API, "FlinkDeployment", namespace, "").stream()
                .map(this::read)
                .toList();
    }

    private ClusterCost read(Manifest deployment) {
        ResourceId id = deployment.id();
        List<Manifest> pods = cluster.list("v1", "Pod", id.namespace(), "app=" + id.name());
        Optional<Slots> slots = pods.isEmpty()
                ? Optional.empty()
                : FlinkRest.of(cluster, id.namespace(), id.name())
                        .overview()
                        .value()
                        .flatMap(CostReader::slots);
        return calculator
                .running(deployment, sessionJobs(cluster, deployment), pods, slots)
                .withUsed(used(id));
    }

    /** The jobs of a session cluster; none of any other. */
    static List<Manifest> sessionJobs(ClusterApi cluster, Manifest deployment) {
        boolean session = deployment.kind().equals("FlinkDeployment")
                && deployment.at("/spec/job").isMissingNode();
        return !session
                ? List.of()
                : cluster.list(ResourceId.FLINK_API, "FlinkSessionJob", deployment.namespace(), "").stream()
                        .filter(job -> job.textAt("/spec/deploymentName")
                                .filter(deployment.name()::equals)
                                .isPresent())
                        .toList();
    }

    private static Optional<Slots> slots(FlinkOverview overview) {
        return overview.slots().isPresent() && overview.freeSlots().isPresent()
                ? Optional.of(new Slots(
                        overview.slots().getAsInt(),
                        overview.slots().getAsInt() - overview.freeSlots().getAsInt()))
                : Optional.empty();
    }

    /** Where nothing measures pods, or not everybody may read it, there is nothing to tell. */
    private Optional<Resources> used(ResourceId id) {
        try {
            List<Manifest> measured = cluster.list(METRICS, "PodMetrics", id.namespace(), "app=" + id.name());
            Resources all = Resources.NONE;
            for (Manifest pod : measured) {
                for (JsonNode container : pod.at("/containers")) {
                    all = all.plus(Quantities.resources(container.path("usage")));
                }
            }
            return measured.isEmpty() ? Optional.empty() : Optional.of(all);
        } catch (ClusterException e) {
            LOGGER.log(Level.FINE, e, () -> "No metrics of the pods of " + id);
            return Optional.empty();
        }
    }
}
