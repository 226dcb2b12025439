package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import static org.awaitility.Awaitility.await;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import io.jenkins.plugins.flinkdeploy.localcluster.images.ImageStore;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.EmbeddedRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** An API server, a registry and a node, and what tests ask of them. */
final class LocalNode extends ExternalResource {
    static final String NAMESPACE = "default";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** A range that clusters do not take, because they begin with the first. */
    private static final String ADDRESSES = "127.77.255.";

    private final TemporaryFolder temporary = new TemporaryFolder();
    private final NodeOptions options;
    private LocalApiServer server;
    private EmbeddedRegistry registry;
    private Kubelet kubelet;
    private KubernetesClient client;

    LocalNode(NodeOptions options) {
        this.options = options;
    }

    @Override
    protected void before() throws IOException {
        temporary.create();
        server = LocalApiServer.start(0);
        registry = EmbeddedRegistry.start(path("registry"), 0);
        server.writeKubeconfig(path("kubeconfig"), "test", NAMESPACE);
        kubelet = Kubelet.start(
                server.newClient(),
                path("kubeconfig"),
                path("node"),
                ADDRESSES,
                new ImageStore(path("images")),
                options);
        server.logs(kubelet.logs());
        client = server.newClient();
    }

    @Override
    protected void after() {
        client.close();
        kubelet.close();
        registry.close();
        server.close();
        temporary.delete();
    }

    KubernetesClient client() {
        return client;
    }

    LocalApiServer server() {
        return server;
    }

    Path pods() {
        return path("node").resolve("pods");
    }

    /** Pushes an image that holds one text file and no programs. */
    String image(String name, String file, String text) throws Exception {
        Path source = Files.writeString(temporary.newFile().toPath(), text);
        String image = registry.address() + "/" + name;
        Jib.fromScratch()
                .addFileEntriesLayer(FileEntriesLayer.builder()
                        .addEntry(source, AbsoluteUnixPath.get(file))
                        .build())
                .addEnvironmentVariable("OF_THE_IMAGE", "yes")
                .containerize(Containerizer.to(RegistryImage.named(image))
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(path("jib"))
                        .setApplicationLayersCache(path("jib")));
        return image;
    }

    String registry() {
        return registry.address();
    }

    void apply(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(object -> client.resource(object).create());
    }

    Optional<Pod> pod(String name) {
        return Optional.ofNullable(
                client.pods().inNamespace(NAMESPACE).withName(name).get());
    }

    /** The pod as soon as it is as wanted. */
    Pod awaitPod(String name, Predicate<Pod> wanted) {
        AtomicReference<Pod> found = new AtomicReference<>();
        await().atMost(LIMIT).until(() -> {
            pod(name).filter(pod -> pod.getStatus() != null).filter(wanted).ifPresent(found::set);
            return found.get() != null;
        });
        return found.get();
    }

    Pod awaitPhase(String name, String phase) {
        return awaitPod(name, pod -> phase.equals(pod.getStatus().getPhase()));
    }

    Pod awaitWaiting(String name, String reason) {
        return awaitPod(name, pod -> container(pod)
                .map(status -> status.getState().getWaiting())
                .filter(waiting -> reason.equals(waiting.getReason()))
                .isPresent());
    }

    void awaitGone(String name) {
        await().atMost(LIMIT).until(() -> pod(name).isEmpty());
    }

    static Optional<ContainerStatus> container(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream().findFirst();
    }

    String log(String pod) {
        return client.pods().inNamespace(NAMESPACE).withName(pod).getLog();
    }

    List<Event> events(String name) {
        return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(name))
                .toList();
    }

    private Path path(String name) {
        return temporary.getRoot().toPath().resolve(name);
    }
}
