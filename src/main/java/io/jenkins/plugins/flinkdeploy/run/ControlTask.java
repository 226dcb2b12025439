package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Control;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Controls;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Starts, stops or restarts what is deployed: a deployment of what is there, with one field changed. */
public final class ControlTask implements ResumableTask<DeployResult> {
    private static final long serialVersionUID = 1L;

    private final Control.Action action;
    private final ControlParameters parameters;

    private ControlTask(Control.Action action, ControlParameters parameters) {
        this.action = action;
        this.parameters = parameters;
    }

    public static ControlTask start(ControlParameters parameters) {
        return new ControlTask(Control.Action.START, parameters);
    }

    /** A stop with savepoints, or without where that is said. */
    public static ControlTask stop(ControlParameters parameters) {
        return new ControlTask(
                parameters.isWithoutSavepoint() ? Control.Action.CANCEL : Control.Action.STOP, parameters);
    }

    public static ControlTask restart(ControlParameters parameters) {
        return new ControlTask(Control.Action.RESTART, parameters);
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
        boolean ends = action == Control.Action.STOP || action == Control.Action.CANCEL;
        if (ends && !parameters.isNamed()) {
            throw new UserException(
                    Messages.ControlTask_unnamed(), Messages.RunDeployment_untouched(), Messages.ControlTask_nameIt());
        }
        Live live = Live.of(parameters, front);
        boolean dryRun = PullRequests.tell(front).isPresent() || parameters.isDryRun();
        if (!dryRun) {
            FlinkPermissions.checkDeploy(front.run());
        }
        front.label(label(live.target()));
        List<Order> orders = orders(live, dryRun, now);
        Part part = new Part(
                Assignment.of(live.access().target()),
                orders.stream().map(Order::id).toList());
        List<DeploymentGroup.Member> members = orders.stream()
                .map(order -> new DeploymentGroup.Member(DeploymentMachine.start(order), List.of()))
                .toList();
        return new DeployPlanner.Plan(List.of(part), DeploymentGroup.of(members, false));
    }

    private String label(String target) {
        return switch (action) {
            case START -> Messages.ControlTask_start(target);
            case STOP -> Messages.ControlTask_stop(target);
            case RESTART -> Messages.ControlTask_restart(target);
            case CANCEL -> Messages.ControlTask_cancel(target);
        };
    }

    private List<Order> orders(Live live, boolean dryRun, Instant now) {
        Controls.Request request = new Controls.Request(
                live.target(),
                new Control(action, Optional.ofNullable(parameters.getReason())),
                SettingTexts.override(live.settings(), parameters.getTimeout(), parameters.getSoak()),
                Optional.ofNullable(parameters.getRestoreFrom()),
                parameters.isForce(),
                live.provenance().buildUrl(),
                live.provenance().deployedBy(),
                dryRun);
        try (ClusterClients.Lease client =
                DeployRuntime.get().clients().lease(live.access().connection())) {
            // The jobs of a session cluster are those that it has now.
            return new Controls(client.cluster()).orders(live.resources().get(0), request, now);
        } catch (ClusterException e) {
            throw new UserException(e.getMessage(), Messages.RunDeployment_untouched(), "", e);
        }
    }
}
