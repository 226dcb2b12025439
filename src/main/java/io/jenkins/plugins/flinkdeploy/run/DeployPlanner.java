package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    record Plan(List<Part> parts, DeploymentGroup group) {}

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
        Assignment assignment = assign(parameters, front, origin.service());
        ClusterDefinition cluster = withParameters(assignment.definition(), parameters);
        String called = Orders.target(cluster);
        front.label(
                parameters.isApplyOnly()
                        ? Messages.DeployPlanner_applyLabel(called, assignment.target())
                        : Messages.DeployPlanner_label(called, assignment.target()));
        if (dryRun) {
            new RunPlan(parameters, front, origin).make(cluster.service(), List.of(cluster));
        }
        List<Order> orders = Orders.all(
                cluster,
                TargetAccess.of(target(assignment), front.run()).namespace(),
                origin.provenance(),
                dryRun,
                parameters.isForce(),
                now);
        DeploymentGroup group = Orders.group(cluster, asAsked(orders, parameters), parameters.isAllOrNothing());
        return new Plan(
                List.of(new Part(assignment, orders.stream().map(Order::id).toList())), group);
    }

    private static List<Order> asAsked(List<Order> orders, DeployParameters parameters) {
        List<Order> restoring = restoring(orders, parameters.getRestoreFrom());
        return parameters.isApplyOnly()
                ? restoring.stream().map(Order::withApplyOnly).toList()
                : restoring;
    }

    private static List<Order> restoring(List<Order> orders, String restoreFrom) {
        if (restoreFrom == null) {
            return orders;
        }
        // A session cluster comes before its jobs, and has no state of its own.
        if (orders.size() > 2) {
            throw new UserException(
                    "A savepoint belongs to one job, and the cluster has " + (orders.size() - 1) + ".",
                    "Nothing was built, stopped or changed.",
                    "Roll back the one job that is meant, with flinkRollback and its parameters sessionJob and restoreFrom.");
        }
        return orders.stream().map(order -> order.withRestoreFrom(restoreFrom)).toList();
    }

    /** The target of an assignment, as it is configured now. */
    FlinkTarget target(Assignment assignment) {
        return targets.named(assignment.target(), "This deployment goes to");
    }

    private Assignment assign(DeployParameters parameters, DeployFront front, String service)
            throws IOException, InterruptedException {
        List<NamedSource> sources = new WorkspaceFiles(front.workspace()).read(parameters);
        Definition definition = ReadFile.read(sources, service, front);
        ClusterDefinition cluster =
                Assignment.choose(definition, Optional.ofNullable(parameters.getCluster()), parameters.getFile());
        FlinkTarget target = targets.of(parameters.getTarget(), cluster);
        return new Assignment(
                sources, service, cluster.name(), target.getName(), Optional.ofNullable(parameters.getImage()));
    }

    private static ClusterDefinition withParameters(ClusterDefinition cluster, DeployParameters parameters) {
        return parameters.override(cluster).withDeploy(SettingTexts.override(cluster.deploy(), parameters));
    }
}
