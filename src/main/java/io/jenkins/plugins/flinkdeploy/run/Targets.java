package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.List;
import java.util.Optional;

/** Finds the target that is meant among those that Jenkins has now. */
final class Targets {
    private static final String UNTOUCHED = "Nothing was built, stopped or changed.";

    private final FlinkDeployConfiguration configuration;

    Targets(FlinkDeployConfiguration configuration) {
        this.configuration = configuration;
    }

    static Targets configured() {
        return new Targets(FlinkDeployConfiguration.get());
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
                || cluster.environment().flatMap(configuration::target).isPresent()
                || cluster.environment().isEmpty() && configuration.getTargets().size() == 1;
        return clear ? Optional.of(of(given, cluster)) : Optional.empty();
    }

    /** The target of this name. */
    FlinkTarget named(String name, String who) {
        return configuration
                .target(name)
                .orElseThrow(
                        () -> new UserException(
                                who + " the target \"" + name + "\", which Jenkins does not have; it has "
                                        + names(configuration.getTargets()) + ".",
                                UNTOUCHED,
                                "Correct the name, or let an administrator add the target under Manage Jenkins, System, Flink deploy."));
    }

    private FlinkTarget only(String otherWay) {
        List<FlinkTarget> all = configuration.getTargets();
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
