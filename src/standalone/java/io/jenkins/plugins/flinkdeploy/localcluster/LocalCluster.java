package io.jenkins.plugins.flinkdeploy.localcluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import io.jenkins.plugins.flinkdeploy.localcluster.images.BaseImage;
import io.jenkins.plugins.flinkdeploy.localcluster.images.ImageStore;
import io.jenkins.plugins.flinkdeploy.localcluster.kubelet.Kubelet;
import io.jenkins.plugins.flinkdeploy.localcluster.operator.OperatorProcess;
import io.jenkins.plugins.flinkdeploy.localcluster.operator.OperatorSpec;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.ImageRegistry;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.Registries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A running local cluster: API server, registry, node and operator. Everything belongs to this process and ends with it, even
 * when it is killed.
 */
public final class LocalCluster implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(LocalCluster.class.getName());
    private static final int OPERATOR_HEAP_MEGABYTES = 256;
    private static final Duration UNUSED_IMAGES = Duration.ofDays(30);
    private static final int FLINK_UI_PORT = 8081;

    private final LocalClusterOptions options;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private LocalApiServer apiServer;
    private ImageRegistry registry;
    private Kubelet kubelet;
    private OperatorProcess operator;
    private ClusterArtifacts artifacts;
    private String baseImage;

    private LocalCluster(LocalClusterOptions options) {
        this.options = options;
    }

    /**
     * Starts a cluster and returns when the operator is ready and the base image is in the registry.
     *
     * @throws UserException when a part cannot be had or does not start; nothing is
     *     left running then
     */
    public static LocalCluster start(LocalClusterOptions options) {
        LocalCluster cluster = new LocalCluster(options);
        boolean complete = false;
        try {
            cluster.assemble();
            complete = true;
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!complete) {
                cluster.close();
            }
        }
    }

    private void assemble() throws IOException {
        FlinkRelease release = FlinkRelease.NEWEST;
        options.progress()
                .accept("Flink " + release.flink() + " and its operator " + release.operator() + " from Maven Central");
        Background<ClusterArtifacts> jars =
                Background.start("the jars of Flink", () -> ClusterArtifacts.resolve(release, new ArtifactResolver()));
        Files.createDirectories(stateDirectory());
        LoopbackRange addresses = opened(LoopbackRange.claim());
        startApiServer();
        registry = opened(Registries.start(
                options.directory().resolve("registry"), options.registryPort(), options.embeddedRegistry()));
        artifacts = jars.result();
        options.progress().accept("The base image for jobs, in the registry " + registry.address());
        Background<String> image = Background.start(
                "the base image for jobs", () -> new BaseImage(options.cache()).push(artifacts, registry.address()));
        for (InputStream definition : artifacts.customResourceDefinitions()) {
            apiServer.installCrds(definition);
        }
        startNode(addresses);
        options.progress().accept("The operator, on the API server " + apiServer.url());
        operator = opened(new OperatorProcess(operatorSpec()));
        operator.start();
        baseImage = image.result();
    }

    private void startApiServer() {
        apiServer = opened(LocalApiServer.start(options.apiPort()));
        options.namespaces().forEach(apiServer::createNamespace);
        apiServer.writeKubeconfig(
                kubeconfig(), options.contextName(), options.namespaces().get(0));
    }

    private void startNode(LoopbackRange addresses) throws IOException {
        ImageStore images = new ImageStore(options.cache().resolve("images"));
        images.prune(UNUSED_IMAGES);
        kubelet = opened(Kubelet.start(
                apiServer.newClient(),
                kubeconfig(),
                options.directory().resolve("node"),
                addresses.prefix(),
                images,
                options.node()));
        apiServer.logs(kubelet.logs());
    }

    private OperatorSpec operatorSpec() {
        return new OperatorSpec(
                artifacts.operator(),
                options.directory().resolve("operator"),
                kubeconfig(),
                kubelet.hosts(),
                options.namespaces().get(0),
                options.operatorConfiguration(),
                OPERATOR_HEAP_MEGABYTES);
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** A kubeconfig with this cluster as its only context. */
    public Path kubeconfig() {
        return options.directory().resolve("kubeconfig");
    }

    public String contextName() {
        return options.contextName();
    }

    public LocalApiServer apiServer() {
        return apiServer;
    }

    /** The registry's host and port, for instance {@code 127.0.0.1:41235}. */
    public String registry() {
        return registry.address();
    }

    /** The image that job images are to start from, in this cluster's registry. */
    public String baseImage() {
        return baseImage;
    }

    /** What {@code spec.flinkVersion} has to be, for instance {@code v1_19}. */
    public String flinkVersion() {
        return artifacts.release().label();
    }

    /** A directory for savepoints and checkpoints, under the same path inside and outside of pods. */
    public Path stateDirectory() {
        return options.directory().resolve("state");
    }

    public OperatorProcess operator() {
        return operator;
    }

    /** Where the web UI and REST API of a FlinkDeployment answer; empty while it has no JobManager with an address. */
    public Optional<URI> flinkUi(String namespace, String deployment) {
        try (KubernetesClient client = apiServer.newClient()) {
            return client
                    .pods()
                    .inNamespace(namespace)
                    .withLabel("app", deployment)
                    .withLabel("component", "jobmanager")
                    .list()
                    .getItems()
                    .stream()
                    .filter(pod -> pod.getStatus() != null && pod.getStatus().getPodIP() != null)
                    .max(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp()))
                    .map(pod -> URI.create("http://" + pod.getStatus().getPodIP() + ":" + FLINK_UI_PORT));
        }
    }

    public LocalClusterStatus status() {
        return new LocalClusterStatus(
                ProcessHandle.current().pid(),
                ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH),
                apiServer.url(),
                kubeconfig().toString(),
                contextName(),
                registry(),
                baseImage,
                flinkVersion(),
                stateDirectory().toString(),
                operator.log().toString());
    }

    /** Stops everything; what was in the cluster is gone, savepoints in {@link #stateDirectory()} and pushed images stay. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                // The other parts are to end all the same.
                LOGGER.log(Level.WARNING, "A part of the local cluster did not end as it should", e);
            }
        }
    }
}
