package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what is deployed and where to, from the parameters, the workspace and the global configuration. */
final class Planner {
    private static final String UNTOUCHED = "Nothing was built, stopped or changed.";
    private static final int LONGEST_FILE = 1 << 20;

    private final FlinkDeployConfiguration configuration;

    Planner(FlinkDeployConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * What is to be done.
     *
     * @param assignment what is deployed and where to, kept for as long as the deployment goes on
     * @param orders what the engine is asked, one after the other: one for most clusters; a session cluster and then its jobs
     */
    record Plan(Assignment assignment, List<Order> orders) {}

    /**
     * @throws UserException when the file, the cluster or the target is not to be had
     */
    Plan plan(DeployParameters parameters, DeployFront front, Instant now) throws IOException, InterruptedException {
        Origin origin = Origin.of(front.run(), front.environment(), parameters);
        Assignment assignment = assign(parameters, front.workspace(), origin.service());
        TargetAccess target = TargetAccess.of(target(assignment), front.run());
        List<Order> orders = Orders.all(
                withParameters(assignment.definition(), parameters),
                target.namespace(),
                origin.provenance(),
                parameters.isDryRun(),
                parameters.isForce(),
                now);
        return new Plan(assignment, orders);
    }

    /** The target of an assignment, as it is configured now. */
    FlinkTarget target(Assignment assignment) {
        return named(assignment.target(), "This deployment goes to");
    }

    private Assignment assign(DeployParameters parameters, FilePath workspace, String service)
            throws IOException, InterruptedException {
        String text = text(workspace, parameters.getFile());
        Definition definition = Assignment.read(parameters.getFile(), text, service);
        ClusterDefinition cluster =
                Assignment.choose(definition, Optional.ofNullable(parameters.getCluster()), parameters.getFile());
        FlinkTarget target = target(Optional.ofNullable(parameters.getTarget()), cluster);
        return new Assignment(parameters.getFile(), text, service, cluster.name(), target.getName());
    }

    private static ClusterDefinition withParameters(ClusterDefinition cluster, DeployParameters parameters) {
        return Optional.ofNullable(parameters.getNamespace())
                .map(cluster::withNamespace)
                .orElse(cluster)
                .withDeploy(SettingTexts.override(cluster.deploy(), parameters));
    }

    private FlinkTarget target(Optional<String> given, ClusterDefinition cluster) {
        if (given.isPresent()) {
            return named(given.get(), "The step names");
        }
        if (cluster.environment().isPresent()) {
            return named(cluster.environment().get(), "The environment of cluster \"" + cluster.name() + "\" is");
        }
        List<FlinkTarget> all = configuration.getTargets();
        if (all.size() == 1) {
            return all.get(0);
        }
        throw new UserException(
                all.isEmpty() ? "Jenkins has no target to deploy to." : "It is not said which target to deploy to.",
                UNTOUCHED,
                all.isEmpty()
                        ? "An administrator adds one under Manage Jenkins, System, Flink deploy."
                        : "Name one with the parameter \"target\" or the cluster's environment: " + names(all) + ".");
    }

    private FlinkTarget named(String name, String who) {
        return configuration
                .target(name)
                .orElseThrow(
                        () -> new UserException(
                                who + " the target \"" + name + "\", which Jenkins does not have; it has "
                                        + names(configuration.getTargets()) + ".",
                                UNTOUCHED,
                                "Correct the name, or let an administrator add the target under Manage Jenkins, System, Flink deploy."));
    }

    private static String names(List<FlinkTarget> targets) {
        return targets.isEmpty()
                ? "none"
                : String.join(", ", targets.stream().map(FlinkTarget::getName).toList());
    }

    private static String text(FilePath workspace, String path) throws IOException, InterruptedException {
        FilePath file = workspace.child(path);
        try (InputStream content = file.read()) {
            byte[] bytes = content.readNBytes(LONGEST_FILE + 1);
            if (bytes.length > LONGEST_FILE) {
                throw new UserException(
                        path + " is larger than 1 MiB.",
                        UNTOUCHED,
                        "Is it the right file? A cluster file is a few kilobytes.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UserException(path + " is not UTF-8 text.", UNTOUCHED, "Save it as UTF-8.", e);
        } catch (NoSuchFileException e) {
            throw new UserException(
                    "There is no " + path + " in the workspace " + workspace.getRemote() + ".",
                    UNTOUCHED,
                    "Check out the repository first (checkout scm), or name the file with the parameter \"file\".",
                    e);
        }
    }
}
