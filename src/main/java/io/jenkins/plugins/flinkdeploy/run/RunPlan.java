package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.cost.PlannedCost;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Planner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Previews;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.CostChange;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Plan;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.ResourcePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes plans for a run, and keeps them with it: on its pages and among its artifacts. */
final class RunPlan {
    private final PlaceParameters parameters;
    private final RunFront front;
    private final Origin origin;

    RunPlan(PlaceParameters parameters, RunFront front, Origin origin) {
        this.parameters = parameters;
        this.front = front;
        this.origin = origin;
    }

    PlanResult make(List<ClusterDefinition> clusters) throws IOException, InterruptedException {
        List<ResourcePlan> plans = new ArrayList<>();
        List<CostChange> costs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ClusterDefinition cluster : clusters) {
            FlinkTarget target = Targets.of(front.run()).of(parameters.getTarget(), cluster);
            names.add(cluster.name() + " → " + target.getName());
            plans.addAll(plan(cluster, TargetAccess.of(target, front.run()), costs));
        }
        String services =
                clusters.stream().map(ClusterDefinition::service).distinct().collect(Collectors.joining(", "));
        PlanResult result = new PlanResult(services + ": " + String.join(", ", names), Plan.of(plans, costs));
        FlinkPlanAction.note(front.run(), result);
        new PlanArtifacts(result).archive(front.run(), front.listener());
        return result;
    }

    private List<ResourcePlan> plan(ClusterDefinition cluster, TargetAccess target, List<CostChange> costs) {
        ClusterDefinition placed = parameters.override(cluster);
        List<ResourcePlan> plans = new ArrayList<>();
        try (ClusterClients.Lease client = DeployRuntime.get().clients().lease(target.connection())) {
            Planner planner = new Planner(client.cluster());
            Planner.Intent intent = Planner.Intent.of(placed);
            List<RenderedResource> resources =
                    Previews.of(placed, target.namespace(), origin.provenance(), Optional.empty());
            for (RenderedResource rendered : resources) {
                plans.add(planner.plan(rendered, intent));
            }
            FlinkDeployConfiguration.get()
                    .knownPrices()
                    .flatMap(prices -> new PlannedCost(client.cluster(), prices).of(resources, intent.whenSuspended()))
                    .ifPresent(costs::add);
        }
        return plans;
    }
}
