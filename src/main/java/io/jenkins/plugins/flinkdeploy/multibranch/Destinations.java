package io.jenkins.plugins.flinkdeploy.multibranch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.metadata.PrimaryInstanceMetadataAction;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.BranchJobProperty;

/**
 * Where a branch is deployed to, or where a pull request would be.
 *
 * @param branch the branch, or that which the pull request goes to
 * @param pullRequest id of the pull request
 * @param places in the order of deployment; empty for a branch that is only built
 */
record Destinations(String branch, Optional<String> pullRequest, List<Place> places) {
    Destinations {
        places = List.copyOf(places);
    }

    /**
     * One of them.
     *
     * @param target name of the target; empty for what the cluster file says
     * @param environment whose clusters are meant; empty for all
     */
    record Place(Optional<String> target, Optional<String> environment) {
        private static Place of(BranchTarget line) {
            Optional<String> target = Optional.ofNullable(line.getTarget());
            return new Place(target, Optional.ofNullable(line.getEnvironment()).or(() -> target));
        }

        private String name() {
            return target.or(() -> environment).orElseGet(Messages::Destinations_asInFile);
        }
    }

    static Destinations of(WorkflowJob job, FlinkPipeline pipeline) {
        SCMHead head =
                Optional.ofNullable(SCMHead.HeadByItem.findHead(job)).orElseGet(() -> new SCMHead(job.getName()));
        Optional<ChangeRequestSCMHead> request =
                head instanceof ChangeRequestSCMHead change ? Optional.of(change) : Optional.empty();
        String branch = request.map(change -> change.getTarget().getName()).orElseGet(head::getName);
        return new Destinations(
                branch,
                request.map(ChangeRequestSCMHead::getId),
                places(branch, request.isPresent() || isPrimary(job), pipeline));
    }

    /** @param byDefault whether it goes to the default place when no branch is said to go anywhere */
    private static List<Place> places(String branch, boolean byDefault, FlinkPipeline pipeline) {
        if (pipeline.getBranches().isEmpty()) {
            return byDefault ? List.of(new Place(Optional.empty(), Optional.empty())) : List.of();
        }
        return pipeline.getBranches().stream()
                .filter(line -> line.isFor(branch))
                .map(Place::of)
                .toList();
    }

    static boolean isBranch(Object job) {
        return job instanceof WorkflowJob branch && branch.getProperty(BranchJobProperty.class) != null;
    }

    private static boolean isPrimary(WorkflowJob job) {
        return isBranch(job)
                && job.getProperty(BranchJobProperty.class).getBranch().getAction(PrimaryInstanceMetadataAction.class)
                        != null;
    }

    /** What will be done, for the build log. */
    String explanation() {
        String names = places.stream().map(Place::name).collect(Collectors.joining(", "));
        if (pullRequest.isPresent()) {
            return places.isEmpty()
                    ? Messages.Destinations_pullRequestNowhere(pullRequest.get(), branch)
                    : Messages.Destinations_pullRequest(pullRequest.get(), branch, names);
        }
        return places.isEmpty() ? Messages.Destinations_nowhere(branch) : Messages.Destinations_places(branch, names);
    }
}
