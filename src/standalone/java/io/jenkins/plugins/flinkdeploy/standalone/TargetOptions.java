package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Kubernetes cluster is meant. */
final class TargetOptions {
    private static final String UNTOUCHED = "Nothing was built or changed.";

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig file. Default: the first of $KUBECONFIG, else ~/.kube/config.")
    private Optional<Path> kubeconfig = Optional.empty();

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description =
                    "The context of the kubeconfig file. Default: the cluster's environment, else the current context.")
    private Optional<String> context = Optional.empty();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace for clusters that name none. Default: the context's.")
    private Optional<String> namespace = Optional.empty();

    /** With kubeconfig and context of an earlier call, unless this one names one of them. */
    TargetOptions orElse(Call earlier) {
        if (kubeconfig.isPresent() || context.isPresent()) {
            return this;
        }
        TargetOptions options = new TargetOptions();
        options.kubeconfig = Optional.of(Path.of(earlier.kubeconfig()));
        options.context = Optional.of(earlier.context());
        options.namespace = namespace;
        return options;
    }

    /** To the context that was named, else to the current one. */
    ClusterConnection connection() {
        return connection(context);
    }

    /** To the context that was named, else to that of the cluster's environment, else to the current one. */
    ClusterConnection connection(ClusterDefinition cluster) {
        if (context.isPresent() || cluster.environment().isEmpty()) {
            return connection();
        }
        try {
            return connection(cluster.environment());
        } catch (UserException e) {
            // Whoever says where a cluster belongs does not want it wherever the current context happens to point.
            throw new UserException(
                    "The cluster " + cluster.name() + " is for the environment '"
                            + cluster.environment().get() + "': " + e.problem(),
                    UNTOUCHED,
                    "Add a context of that name, or name another one with --context.",
                    e);
        }
    }

    private ClusterConnection connection(Optional<String> named) {
        ClusterConnection connection = ClusterConnection.ofKubeconfigFile(file(), named);
        return namespace.map(connection::withNamespace).orElse(connection);
    }

    /** The kubeconfig file. */
    Path file() {
        if (kubeconfig.isPresent()) {
            return kubeconfig.get();
        }
        String variable = System.getenv("KUBECONFIG");
        Path file = variable == null || variable.isBlank()
                ? Path.of(System.getProperty("user.home"), ".kube", "config")
                : Path.of(variable.split(File.pathSeparator)[0]);
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    "There is no kubeconfig file " + file + ".",
                    UNTOUCHED,
                    "Name one with --kubeconfig, or start a local cluster: flink-deploy cluster up.");
        }
        return file;
    }
}
