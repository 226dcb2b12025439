package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Deployments of a run that have ended in no way although nobody looks after them any more: those of builds that were killed, and of
 * build steps when the controller ended. They can be gone on with from where they were, but for those of which nothing is known
 * that could be applied, as the image was not built yet.
 */
final class Unfinished {
    private final Run<?, ?> run;
    private final List<FlinkDeployAction.Placed> placed;

    Unfinished(Run<?, ?> run, List<FlinkDeployAction.Placed> all) {
        this.run = run;
        this.placed =
                all.stream().filter(each -> isResumable(each.deployment())).toList();
    }

    private static boolean isResumable(Deployment deployment) {
        return !deployment.isFinished()
                && !deployment.order().dryRun()
                && deployment.prepared().isPresent();
    }

    boolean isEmpty() {
        return placed.isEmpty();
    }

    List<String> ids() {
        return placed.stream().map(each -> each.deployment().order().id()).toList();
    }

    /** Each with the phase in which it is, for people. */
    String text() {
        return placed.stream()
                .map(each -> Messages.Unfinished_one(
                        each.deployment().order().resource(), each.deployment().phase()))
                .collect(Collectors.joining(", "));
    }

    /**
     * What {@link RunDeployment#resume} needs. Each began after those that it waits for had ended, so none waits for another now.
     *
     * @throws UserException when a target is gone, or not for this job any more
     */
    String state() {
        List<Part> parts = new ArrayList<>();
        List<DeploymentGroup.Member> members = new ArrayList<>();
        for (FlinkDeployAction.Placed each : placed) {
            parts.add(new Part(
                    Assignment.of(each.target(run)),
                    List.of(each.deployment().order().id())));
            members.add(new DeploymentGroup.Member(each.deployment(), List.of()));
        }
        return SavedRun.write(parts, DeploymentGroup.of(members, false));
    }
}
