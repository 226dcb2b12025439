package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Kubernetes cluster is meant. */
final class TargetOptions {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig file. Default: the first of $KUBECONFIG, else ~/.kube/config.")
    private Optional<Path> kubeconfig = Optional.empty();

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig file. Default: its current context.")
    private Optional<String> context = Optional.empty();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace for clusters that name none. Default: the context's.")
    private Optional<String> namespace = Optional.empty();

    ClusterConnection connection() {
        ClusterConnection connection = ClusterConnection.ofKubeconfigFile(file(), context);
        return namespace.map(connection::withNamespace).orElse(connection);
    }

    private Path file() {
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
                    "Nothing was built or changed.",
                    "Name one with --kubeconfig, or start a local cluster: flink-deploy cluster up.");
        }
        return file;
    }
}
