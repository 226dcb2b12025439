package io.jenkins.plugins.flinkdeploy.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalCluster;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A local cluster with the real operator and real Flink for the tests of a class, and the command line that deploys to it. */
final class RealCluster extends ExternalResource {
    /** For whatever is waited for; a machine may be slow. */
    static final Duration LIMIT = Duration.ofMinutes(4);

    private static final Logger LOGGER = Logger.getLogger(RealCluster.class.getName());
    private static final Set<String> WITH_STATES =
            Set.of("deploy", "resume", "rollback", "start", "stop", "restart", "cancel");

    private final TemporaryFolder folder = new TemporaryFolder();
    private LocalCluster cluster;
    private KubernetesClient client;

    @Override
    protected void before() throws IOException {
        folder.create();
        cluster = LocalCluster.start(LocalClusterOptions.in(path("cluster")));
        client = cluster.apiServer().newClient();
    }

    @Override
    protected void after() {
        if (cluster != null) {
            client.close();
            cluster.close();
        }
        folder.delete();
    }

    LocalCluster cluster() {
        return cluster;
    }

    KubernetesClient client() {
        return client;
    }

    /** A place in the class's own directory. */
    Path path(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    /** A new directory in the class's own. */
    Path directory(String name) throws IOException {
        return Files.createDirectories(path(name));
    }

    CommandLineRun run(String... command) {
        return runIn(path("deployments"), List.of(command));
    }

    CommandLineRun runIn(Path states, List<String> command) {
        Instant start = Instant.now();
        CommandLineRun run = CommandLineRun.of(with(states, command).toArray(new String[0]));
        LOGGER.info(() -> String.join(" ", command) + " ended with " + run.exit() + " after "
                + Text.duration(Duration.between(start, Instant.now())));
        return run;
    }

    /** The same at the same time as whatever the test does next. */
    CompletableFuture<CommandLineRun> begin(Path states, List<String> command) {
        return CompletableFuture.supplyAsync(
                () -> runIn(states, command), work -> new Thread(work, command.get(0)).start());
    }

    /**
     * A whole command line.
     *
     * @param states where commands that deploy keep the state of their deployments
     */
    List<String> with(Path states, List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
        if (WITH_STATES.contains(command.get(0))) {
            all.addAll(List.of("--state-directory", states.toString()));
        }
        return all;
    }

    /** A file with the manifest of a FlinkDeployment on the base image. */
    Path manifest(String name, String spec) throws IOException {
        return Files.writeString(
                path(name + "-manifest.yaml"),
                """
                apiVersion: flink.apache.org/v1beta1
                kind: FlinkDeployment
                metadata: {name: %s, namespace: streaming}
                spec:
                  image: %s
                  flinkVersion: %s
                  serviceAccount: flink
                  jobManager: {resource: {cpu: 0.5, memory: 1g}}
                  taskManager: {resource: {cpu: 0.5, memory: 1g}}
                  %s
                """
                        .formatted(name, cluster.baseImage(), cluster.flinkVersion(), spec));
    }

    /** A FlinkDeployment as the API server has it. */
    JsonNode deployment(String name) {
        return Json.mapper().valueToTree(deployments().withName(name).get());
    }

    /** All FlinkDeployments. */
    NonNamespaceOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            deployments() {
        return client.genericKubernetesResources("flink.apache.org/v1beta1", "FlinkDeployment")
                .inNamespace("streaming");
    }
}
