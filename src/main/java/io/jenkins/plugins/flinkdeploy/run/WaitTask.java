package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Waits for what a step of the same run applied: the second half of a deployment. */
public final class WaitTask implements ResumableTask<DeployResult> {
    private static final long serialVersionUID = 1L;

    private final WaitParameters parameters;

    public WaitTask(WaitParameters parameters) {
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
        // It may roll back.
        FlinkPermissions.checkDeploy(front.run());
        List<Part> parts = new ArrayList<>();
        List<DeploymentGroup.Member> members = new ArrayList<>();
        for (FlinkDeployAction.Placed placed : meant(FlinkDeployAction.placed(front.run()))) {
            Deployment deployment = begun(placed.deployment(), now);
            parts.add(new Part(
                    Assignment.of(placed.target(front.run())),
                    List.of(deployment.order().id())));
            members.add(new DeploymentGroup.Member(deployment, List.of()));
        }
        front.label(Messages.WaitTask_label(members.stream()
                .map(member -> member.deployment().order().target())
                .collect(Collectors.joining(", "))));
        return new DeployPlanner.Plan(parts, DeploymentGroup.of(members, false));
    }

    /** What ended with its apply; where there is no such thing, what needs no wait because there was nothing to apply. */
    private List<FlinkDeployAction.Placed> meant(List<FlinkDeployAction.Placed> all) {
        if (parameters.getDeployment() != null) {
            return List.of(named(all));
        }
        List<FlinkDeployAction.Placed> applied = in(all, List.of(Phase.APPLIED_ONLY));
        List<FlinkDeployAction.Placed> found =
                applied.isEmpty() ? in(all, List.of(Phase.UNCHANGED, Phase.DRY_RUN)) : applied;
        if (found.isEmpty()) {
            throw new UserException(
                    Messages.WaitTask_nothing(), Messages.WaitTask_untouched(), Messages.WaitTask_applyFirst());
        }
        return found;
    }

    private static List<FlinkDeployAction.Placed> in(List<FlinkDeployAction.Placed> all, List<Phase> phases) {
        return all.stream()
                .filter(placed -> phases.contains(placed.deployment().phase()))
                .toList();
    }

    private FlinkDeployAction.Placed named(List<FlinkDeployAction.Placed> all) {
        String id = parameters.getDeployment();
        FlinkDeployAction.Placed found = all.stream()
                .filter(placed -> placed.deployment().order().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        Messages.WaitTask_unknown(
                                id,
                                all.stream()
                                        .map(placed ->
                                                placed.deployment().order().id())
                                        .collect(Collectors.joining(", "))),
                        Messages.WaitTask_untouched(),
                        ""));
        if (!found.deployment().isFinished()) {
            throw new UserException(
                    Messages.WaitTask_underWay(id, found.deployment().phase()), Messages.WaitTask_untouched(), "");
        }
        return found;
    }

    private Deployment begun(Deployment left, Instant now) {
        return left.phase() == Phase.APPLIED_ONLY
                ? DeploymentMachine.waitFor(
                        left, SettingTexts.override(left.order().settings(), parameters), now)
                : left;
    }
}
