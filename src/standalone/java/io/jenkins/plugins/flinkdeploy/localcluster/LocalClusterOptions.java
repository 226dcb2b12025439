package io.jenkins.plugins.flinkdeploy.localcluster;

import io.jenkins.plugins.flinkdeploy.localcluster.kubelet.NodeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a local cluster is to be like.
 *
 * @param directory its own directory: kubeconfig, registry, pods, state, logs; made when it is not there
 * @param cache a directory that clusters share: compressed base image layers and unpacked layers
 * @param contextName the kubeconfig's context
 * @param namespaces which namespaces exist besides those of Kubernetes itself; the first is the kubeconfig's default
 * @param apiPort TCP port of the API server, 0 for any free one
 * @param registryPort TCP port of the registry, 0 for any free one
 * @param embeddedRegistry use the registry that comes with flink-deploy even where {@code docker-registry} is installed
 * @param node how the node behaves
 * @param operatorConfiguration options for the operator in addition to those that suit a local cluster
 * @param progress told in one line each what is being done
 */
public record LocalClusterOptions(
        Path directory,
        Path cache,
        String contextName,
        List<String> namespaces,
        int apiPort,
        int registryPort,
        boolean embeddedRegistry,
        NodeOptions node,
        Map<String, String> operatorConfiguration,
        Consumer<String> progress) {

    public LocalClusterOptions {
        directory = directory.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
        namespaces = List.copyOf(namespaces);
        operatorConfiguration = Map.copyOf(operatorConfiguration);
    }

    /** A cluster with free ports and the namespaces {@code default} and {@code streaming}. */
    public static LocalClusterOptions in(Path directory) {
        return new LocalClusterOptions(
                directory,
                userCache(),
                "flink-deploy-local",
                List.of("default", "streaming"),
                0,
                0,
                false,
                NodeOptions.defaults(),
                Map.of(),
                line -> {});
    }

    /** {@code $FLINK_DEPLOY_CACHE}, else {@code flink-deploy} in the user's cache directory. */
    static Path userCache() {
        return Optional.ofNullable(System.getenv("FLINK_DEPLOY_CACHE"))
                .map(Path::of)
                .orElseGet(() -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .filter(text -> !text.isEmpty())
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("flink-deploy"));
    }

    public LocalClusterOptions withCache(Path directoryForAll) {
        return copy(
                directoryForAll,
                namespaces,
                apiPort,
                registryPort,
                embeddedRegistry,
                node,
                operatorConfiguration,
                progress);
    }

    public LocalClusterOptions withNamespaces(String... names) {
        return copy(
                cache, List.of(names), apiPort, registryPort, embeddedRegistry, node, operatorConfiguration, progress);
    }

    public LocalClusterOptions withPorts(int api, int registry) {
        return copy(cache, namespaces, api, registry, embeddedRegistry, node, operatorConfiguration, progress);
    }

    public LocalClusterOptions withEmbeddedRegistry() {
        return copy(cache, namespaces, apiPort, registryPort, true, node, operatorConfiguration, progress);
    }

    public LocalClusterOptions withNode(NodeOptions options) {
        return copy(
                cache, namespaces, apiPort, registryPort, embeddedRegistry, options, operatorConfiguration, progress);
    }

    public LocalClusterOptions withOperatorConfiguration(Map<String, String> options) {
        return copy(cache, namespaces, apiPort, registryPort, embeddedRegistry, node, options, progress);
    }

    public LocalClusterOptions withProgress(Consumer<String> lines) {
        return copy(cache, namespaces, apiPort, registryPort, embeddedRegistry, node, operatorConfiguration, lines);
    }

    private LocalClusterOptions copy(
            Path newCache,
            List<String> newNamespaces,
            int newApiPort,
            int newRegistryPort,
            boolean embedded,
            NodeOptions newNode,
            Map<String, String> newConfiguration,
            Consumer<String> newProgress) {
        return new LocalClusterOptions(
                directory,
                newCache,
                contextName,
                newNamespaces,
                newApiPort,
                newRegistryPort,
                embedded,
                newNode,
                newConfiguration,
                newProgress);
    }
}
