package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.RevisionLine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.RevisionText;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Rollbacks;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes back to an earlier revision: a deployment of what a deployment before wrote down on the cluster. */
public final class RollbackTask implements ResumableTask<DeployResult> {
    private static final long serialVersionUID = 1L;

    private final RollbackParameters parameters;

    public RollbackTask(RollbackParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Waiting<DeployResult> begin(DeployFront front) {
        return RunDeployment.begin(this::plan, front);
    }

    @Override
    public Waiting<DeployResult> resume(String state, DeployFront front) {
        return RunDeployment.resume(state, front);
    }

    private DeployPlanner.Plan plan(DeployFront front, Instant now) throws IOException, InterruptedException {
        Optional<Long> to = SettingTexts.revision("to", parameters.getTo());
        Live live = Live.of(parameters, front);
        boolean dryRun = PullRequests.tell(front).isPresent() || parameters.isDryRun();
        if (!dryRun) {
            FlinkPermissions.checkRollback(front.run());
        }
        Rollbacks.Request request = new Rollbacks.Request(
                live.target(),
                settings(live),
                to,
                Optional.ofNullable(parameters.getRestoreFrom()),
                live.provenance().buildUrl(),
                live.provenance().deployedBy(),
                dryRun);
        front.label(Messages.RollbackTask_label(
                live.target(), to.map(String::valueOf).orElse(Messages.RollbackTask_lastGood())));
        return plan(live, request, front, now);
    }

    /**
     * Lists the revisions in the log, and decides which is deployed again.
     *
     * @throws UserException when there is nothing to go back to, or the cluster cannot be read
     */
    static DeployPlanner.Plan plan(Live live, Rollbacks.Request request, DeployFront front, Instant now)
            throws IOException, InterruptedException {
        List<Order> orders = orders(live, request, front, now);
        Part part = new Part(
                Assignment.of(live.access().target()),
                orders.stream().map(Order::id).toList());
        return new DeployPlanner.Plan(
                List.of(part),
                DeploymentGroup.inTurn(
                        orders.stream().map(DeploymentMachine::start).toList()));
    }

    private DeploySettings settings(Live live) {
        return SettingTexts.override(live.settings(), parameters.getTimeout(), parameters.getSoak());
    }

    private static List<Order> orders(Live live, Rollbacks.Request request, DeployFront front, Instant now)
            throws IOException, InterruptedException {
        try (ClusterClients.Lease client =
                DeployRuntime.get().clients().lease(live.access().connection())) {
            Rollbacks rollbacks = new Rollbacks(client.cluster());
            Map<String, List<RevisionLine>> revisions = new LinkedHashMap<>();
            for (ResourceId resource : live.resources()) {
                revisions.put(resource.toString(), rollbacks.list(resource));
            }
            RevisionText.of(revisions).lines().forEach(BuildLogLines.to(front.listener())::plain);
            return rollbacks.orders(live.resources(), request, now);
        } catch (ClusterException e) {
            throw new UserException(e.getMessage(), Messages.RunDeployment_untouched(), "", e);
        }
    }
}
