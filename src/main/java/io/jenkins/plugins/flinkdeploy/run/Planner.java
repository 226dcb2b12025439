package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
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
     * @param service the service where the file names none
     * @throws UserException when the file, the cluster or the target is not to be had
     */
    Assignment assign(DeployParameters parameters, FilePath workspace, String service)
            throws IOException, InterruptedException {
        String text = text(workspace, parameters.getFile());
        Definition definition = Assignment.read(parameters.getFile(), text, service);
        ClusterDefinition cluster =
                Assignment.choose(definition, Optional.ofNullable(parameters.getCluster()), parameters.getFile());
        FlinkTarget target = target(Optional.ofNullable(parameters.getTarget()), cluster);
        return new Assignment(parameters.getFile(), text, service, cluster.name(), target.getName());
    }

    /** The target of an assignment, as it is configured now. */
    FlinkTarget target(Assignment assignment) {
        return named(assignment.target(), "This deployment goes to");
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
