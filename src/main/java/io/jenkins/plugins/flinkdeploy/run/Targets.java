package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.config.UsableTargets;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.List;
import java.util.Optional;

/** Finds the target that is meant among those that the job may use now. */
final class Targets {
    private static final String UNTOUCHED = "Nothing was built, stopped or changed.";

    private final UsableTargets usable;

    private Targets(UsableTargets usable) {
        this.usable = usable;
    }

    static Targets of(Run<?, ?> run) {
        return new Targets(UsableTargets.of(run.getParent()));
    }

    /**
     * The target of a cluster.
     *
     * @param given the name that the step was given, may be null
     * @throws UserException when there is none, or it is not clear which
     */
    FlinkTarget of(String given, ClusterDefinition cluster) {
        if (given != null) {
            return named(given, "The step names");
        }
        if (cluster.environment().isPresent()) {
            return named(cluster.environment().get(), "The environment of cluster \"" + cluster.name() + "\" is");
        }
        return only(" or the cluster's environment");
    }

    /**
     * The target of what no cluster file describes.
     *
     * @param given the name that the step was given, may be null
     * @throws UserException when there is none, or it is not clear which
     */
    FlinkTarget of(String given) {
        return given == null ? only("") : named(given, "The step names");
    }

    /** The same for work that can do without a target: empty when none is named and it is not clear which. */
    Optional<FlinkTarget> ifAny(String given, ClusterDefinition cluster) {
        boolean clear = given != null
                || cluster.environment().flatMap(usable::target).isPresent()
                || cluster.environment().isEmpty() && usable.all().size() == 1;
        return clear ? Optional.of(of(given, cluster)) : Optional.empty();
    }

    /** The target of this name. */
    FlinkTarget named(String name, String who) {
        if (usable.isKept(name)) {
            throw new UserException(
                    who + " the target \"" + name + "\", which this job may not use.",
                    UNTOUCHED,
                    "Whoever administers the target can add the job to those that may.");
        }
        return usable.target(name)
                .orElseThrow(
                        () -> new UserException(
                                who + " the target \"" + name + "\", which Jenkins does not have; it has "
                                        + names(usable.all()) + ".",
                                UNTOUCHED,
                                "Correct the name, or let an administrator add the target under Manage Jenkins, System, Flink deploy."));
    }

    private FlinkTarget only(String otherWay) {
        List<FlinkTarget> all = usable.all();
        if (all.size() == 1) {
            return all.get(0);
        }
        throw new UserException(
                all.isEmpty() ? "Jenkins has no target to deploy to." : "It is not said which target to deploy to.",
                UNTOUCHED,
                all.isEmpty()
                        ? "An administrator adds one under Manage Jenkins, System, Flink deploy."
                        : "Name one with the parameter \"target\"" + otherWay + ": " + names(all) + ".");
    }

    private static String names(List<FlinkTarget> targets) {
        return targets.isEmpty()
                ? "none"
                : String.join(", ", targets.stream().map(FlinkTarget::getName).toList());
    }
}
