package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterSelection;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides what is deployed and where to, from the parameters, the workspace and the global configuration. */
final class DeployPlanner {
    private final Targets targets;

    DeployPlanner(Targets targets) {
        this.targets = targets;
    }

    /**
     * What is to be done.
     *
     * @param parts what is deployed and where to, kept for as long as the deployment goes on
     * @param group what the engine is asked: one deployment for most clusters; a session cluster and then its jobs
     */
    record Plan(List<Part> parts, DeploymentGroup group) {
        /** Everything is as it was deployed before. */
        static final Plan NOTHING = new Plan(List.of(), new DeploymentGroup("", List.of(), false, Optional.empty()));
    }

    /**
     * @throws UserException when the file, the cluster or the target is not to be had
     */
    Plan plan(DeployParameters parameters, DeployFront front, Instant now) throws IOException, InterruptedException {
        Optional<String> pullRequest = PullRequests.tell(front);
        boolean dryRun = parameters.isDryRun() || pullRequest.isPresent();
        if (!dryRun) {
            FlinkPermissions.checkDeploy(front.run());
        }
        Origin origin = Origin.of(front.run(), front.environment(), Optional.ofNullable(parameters.getCommit()));
        List<Orders.Placed> clusters = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        ChosenFiles files = ChosenFiles.read(parameters, origin.service(), front);
        ChangedClusters changed = new ChangedClusters(parameters, front);
        for (ClusterSelection.Chosen chosen : files.clusters()) {
            Assignment assignment = new Assignment(
                    files.files().get(chosen.file()).layers(),
                    origin.service(),
                    chosen.cluster().name(),
                    targets.of(parameters.getTarget(), chosen.cluster()).getName(),
                    Optional.ofNullable(parameters.getImage()));
            ClusterDefinition cluster = withParameters(chosen.cluster(), parameters);
            TargetAccess access = TargetAccess.of(target(assignment), front.run());
            List<Order> orders =
                    Orders.all(cluster, access.namespace(), origin.provenance(), dryRun, parameters.isForce(), now);
            if (!changed.include(Orders.target(cluster), files.files().get(chosen.file()), orders, access)) {
                continue;
            }
            clusters.add(new Orders.Placed(chosen.file(), cluster, asAsked(orders, parameters)));
            parts.add(new Part(assignment, orders.stream().map(Order::id).toList()));
        }
        if (parts.isEmpty()) {
            front.label(Messages.DeployPlanner_nothingLabel());
            return Plan.NOTHING;
        }
        if (parameters.getRestoreFrom() != null) {
            Orders.checkOneJob(clusters);
        }
        String called = joined(clusters.stream().map(placed -> Orders.target(placed.cluster())));
        String places = joined(parts.stream().map(part -> part.assignment().target()));
        front.label(
                parameters.isApplyOnly()
                        ? Messages.DeployPlanner_applyLabel(called, places)
                        : Messages.DeployPlanner_label(called, places));
        if (dryRun) {
            new RunPlan(parameters, front, origin)
                    .make(clusters.stream().map(Orders.Placed::cluster).toList());
        }
        return new Plan(parts, Orders.group(clusters, parameters.isAllOrNothing()));
    }

    private static String joined(Stream<String> words) {
        return words.distinct().collect(Collectors.joining(", "));
    }

    private static List<Order> asAsked(List<Order> orders, DeployParameters parameters) {
        Optional<String> restoreFrom = Optional.ofNullable(parameters.getRestoreFrom());
        return orders.stream()
                .map(order -> restoreFrom.map(order::withRestoreFrom).orElse(order))
                .map(order -> parameters.isApplyOnly() ? order.withApplyOnly() : order)
                .toList();
    }

    /** The target of an assignment, as it is configured now. */
    FlinkTarget target(Assignment assignment) {
        return targets.named(assignment.target(), "This deployment goes to");
    }

    private static ClusterDefinition withParameters(ClusterDefinition cluster, DeployParameters parameters) {
        return parameters.override(cluster).withDeploy(SettingTexts.override(cluster.deploy(), parameters));
    }
}
