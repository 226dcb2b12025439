package io.jenkins.plugins.flinkdeploy.localcluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A local cluster for the tests of a class, and what they ask of it. The job is one of Flink's own examples. */
final class RunningCluster extends ExternalResource {
    static final String NAMESPACE = "streaming";
    static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Logger LOGGER = Logger.getLogger(RunningCluster.class.getName());
    private static final String API_VERSION = "flink.apache.org/v1beta1";

    private final TemporaryFolder temporary = new TemporaryFolder();
    private LocalCluster cluster;
    private KubernetesClient client;

    @Override
    protected void before() throws IOException {
        temporary.create();
        Instant start = Instant.now();
        cluster = LocalCluster.start(LocalClusterOptions.in(temporary.getRoot().toPath()));
        took("the cluster's start", start);
        client = cluster.apiServer().newClient();
    }

    @Override
    protected void after() {
        if (cluster != null) {
            client.close();
            cluster.close();
        }
        temporary.delete();
    }

    LocalCluster cluster() {
        return cluster;
    }

    KubernetesClient client() {
        return client;
    }

    /** Builds and pushes an image that holds the job. */
    String jobImage(String name) throws Exception {
        String image = cluster.registry() + "/" + name;
        Jib.from(RegistryImage.named(cluster.baseImage()))
                .addLayer(List.of(exampleJar()), AbsoluteUnixPath.get("/opt/flink/usrlib"))
                .containerize(Containerizer.to(RegistryImage.named(image)).setAllowInsecureRegistries(true));
        return image;
    }

    static Path exampleJar() {
        String name = "org.apache.flink:flink-examples-streaming:" + FlinkRelease.NEWEST.flink();
        return new ArtifactResolver()
                .withDependencies(List.of(name)).stream()
                        .filter(jar -> jar.toString().contains("flink-examples-streaming-"))
                        .findFirst()
                        .orElseThrow();
    }

    /** Creates a FlinkDeployment; without an image name it is a session cluster on the base image. */
    void createSession(String name) {
        create(deploymentHead(name, cluster.baseImage()));
    }

    void createApplication(String name, String image) {
        create(deploymentHead(name, image)
                + """
                  job:
                    jarURI: local:///opt/flink/usrlib/%s
                    entryClass: org.apache.flink.streaming.examples.statemachine.StateMachineExample
                    args: ["--rps", "100"]
                    parallelism: 1
                    upgradeMode: savepoint
                """
                        .formatted(exampleJar().getFileName()));
    }

    void create(String yaml) {
        client.resource(client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class))
                .create();
    }

    private String deploymentHead(String name, String image) {
        String state = "file://" + cluster.stateDirectory();
        return """
                apiVersion: flink.apache.org/v1beta1
                kind: FlinkDeployment
                metadata: {name: %s, namespace: %s}
                spec:
                  image: %s
                  flinkVersion: %s
                  serviceAccount: default
                  flinkConfiguration:
                    taskmanager.numberOfTaskSlots: "2"
                    state.savepoints.dir: %s/savepoints
                    state.checkpoints.dir: %s/checkpoints
                    execution.checkpointing.interval: 1s
                    high-availability.type: kubernetes
                    high-availability.storageDir: %s/ha
                  jobManager: {resource: {memory: 1024m, cpu: 0.5}}
                  taskManager: {resource: {memory: 1024m, cpu: 0.5}}
                """
                .formatted(name, NAMESPACE, image, cluster.flinkVersion(), state, state, state);
    }

    Resource<GenericKubernetesResource> named(String kind, String name) {
        MixedOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> kinds =
                client.genericKubernetesResources(API_VERSION, kind);
        return kinds.inNamespace(NAMESPACE).withName(name);
    }

    void patch(String kind, String name, String merge) {
        named(kind, name).patch(PatchContext.of(PatchType.JSON_MERGE), merge);
    }

    JsonNode status(String kind, String name) {
        return Json.mapper().valueToTree(named(kind, name).get()).path("status");
    }

    void awaitStatus(String kind, String name, Predicate<JsonNode> wanted) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> wanted.test(status(kind, name)));
    }

    void awaitStable(String kind, String name, int parallelism) {
        awaitStatus(kind, name, status -> {
            JsonNode reconciled = Json.read(
                    status.at("/reconciliationStatus/lastReconciledSpec").asText("{}"));
            return status.path("lifecycleState").asText().equals("STABLE")
                    && status.at("/jobStatus/state").asText().equals("RUNNING")
                    && reconciled.at("/spec/job/parallelism").asInt() == parallelism;
        });
    }

    void delete(String kind, String name) {
        named(kind, name).delete();
        await().atMost(LIMIT).until(() -> named(kind, name).get() == null);
    }

    /** Flink's own report of the job's checkpoints. */
    JsonNode checkpoints(String deployment) {
        URI ui = cluster.flinkUi(NAMESPACE, deployment).orElseThrow();
        String job =
                status("FlinkDeployment", deployment).at("/jobStatus/jobId").asText();
        try {
            return Json.mapper()
                    .readTree(ui.resolve("/jobs/" + job + "/checkpoints").toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Pod> pods(String deployment, String component) {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withLabel("app", deployment)
                .withLabel("component", component)
                .list()
                .getItems();
    }

    String log(Pod pod) {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withName(pod.getMetadata().getName())
                .getLog();
    }

    static void took(String what, Instant start) {
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        LOGGER.info(() -> String.format(Locale.ROOT, "%s took %.1f s", what, seconds));
    }
}
