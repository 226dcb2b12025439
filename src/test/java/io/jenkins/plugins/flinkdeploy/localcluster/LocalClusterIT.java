package io.jenkins.plugins.flinkdeploy.localcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
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
import java.util.logging.Logger;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** One job's life on a local cluster, by the real operator. The job is one of Flink's own examples. */
public class LocalClusterIT {
    private static final Logger LOGGER = Logger.getLogger(LocalClusterIT.class.getName());
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String NAMESPACE = "streaming";
    private static final String API_VERSION = "flink.apache.org/v1beta1";

    @ClassRule
    public static final TemporaryFolder TEMPORARY = new TemporaryFolder();

    private static LocalCluster cluster;
    private static KubernetesClient client;

    @BeforeClass
    public static void start() {
        Instant start = Instant.now();
        cluster = LocalCluster.start(LocalClusterOptions.in(TEMPORARY.getRoot().toPath()));
        took("the cluster's start", start);
        client = cluster.apiServer().newClient();
    }

    @AfterClass
    public static void stop() {
        if (client != null) {
            client.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    public void a_job_is_deployed_keeps_its_state_over_an_upgrade_and_leaves_nothing_behind() throws Exception {
        Instant applied = Instant.now();
        client.resource(deployment("orders", jobImage("orders:1"))).create();
        awaitStable("orders", 1);
        took("apply to STABLE", applied);

        awaitCheckpoint("orders");
        Instant upgrade = Instant.now();
        patch("orders", "{\"spec\": {\"job\": {\"parallelism\": 2}}}");
        awaitStable("orders", 2);
        took("savepoint upgrade to STABLE", upgrade);

        JsonNode restored = checkpoints("orders").at("/latest/restored");
        assertThat(restored.path("is_savepoint").asBoolean()).isTrue();
        assertThat(restored.path("external_path").asText())
                .contains(cluster.stateDirectory().resolve("savepoints").toString());
        assertThat(logOf("jobmanager")).contains("Restoring job");
        assertThat(logOf("taskmanager")).contains("TaskExecutor");

        client.genericKubernetesResources(API_VERSION, "FlinkDeployment")
                .inNamespace(NAMESPACE)
                .withName("orders")
                .delete();
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(client.pods().inNamespace(NAMESPACE).list().getItems()).isEmpty();
            assertThat(client.apps().deployments().inNamespace(NAMESPACE).list().getItems())
                    .isEmpty();
            assertThat(client.services().inNamespace(NAMESPACE).list().getItems())
                    .isEmpty();
            assertThat(resource("orders")).isNull();
        });
    }

    @Test
    public void an_image_that_does_not_exist_reaches_the_deployments_status_through_the_operator() {
        String missing = cluster.registry() + "/missing:1";
        client.resource(deployment("broken", missing)).create();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(status("broken").path("error").asText())
                        .containsAnyOf("ErrImagePull", "ImagePullBackOff"));
        client.resource(resource("broken")).delete();
        await().atMost(LIMIT).until(() -> resource("broken") == null);
    }

    @Test
    public void an_operator_that_was_killed_goes_on_where_it_was() {
        cluster.operator().kill();
        assertThat(cluster.operator().isRunning()).isFalse();
        client.resource(deployment("late", cluster.registry() + "/missing:2")).create();
        cluster.operator().start();
        await().atMost(LIMIT).until(() -> !status("late")
                .path("reconciliationStatus")
                .path("lastReconciledSpec")
                .isMissingNode());
        client.resource(resource("late")).delete();
        await().atMost(LIMIT).until(() -> resource("late") == null);
    }

    private static String jobImage(String name) throws Exception {
        String image = cluster.registry() + "/" + name;
        Jib.from(RegistryImage.named(cluster.baseImage()))
                .addLayer(List.of(exampleJar()), AbsoluteUnixPath.get("/opt/flink/usrlib"))
                .containerize(Containerizer.to(RegistryImage.named(image)).setAllowInsecureRegistries(true));
        return image;
    }

    private static Path exampleJar() {
        String name = "org.apache.flink:flink-examples-streaming:" + FlinkRelease.NEWEST.flink();
        return new ArtifactResolver()
                .withDependencies(List.of(name)).stream()
                        .filter(jar -> jar.toString().contains("flink-examples-streaming-"))
                        .findFirst()
                        .orElseThrow();
    }

    private static GenericKubernetesResource deployment(String name, String image) {
        String state = cluster.stateDirectory().toUri().toString().replaceFirst("^file:/+", "file:///");
        return client.getKubernetesSerialization()
                .unmarshal(
                        """
                        apiVersion: flink.apache.org/v1beta1
                        kind: FlinkDeployment
                        metadata: {name: %s, namespace: %s}
                        spec:
                          image: %s
                          flinkVersion: %s
                          serviceAccount: default
                          flinkConfiguration:
                            taskmanager.numberOfTaskSlots: "2"
                            state.savepoints.dir: %ssavepoints
                            state.checkpoints.dir: %scheckpoints
                            execution.checkpointing.interval: 1s
                          jobManager: {resource: {memory: 1024m, cpu: 0.5}}
                          taskManager: {resource: {memory: 1024m, cpu: 0.5}}
                          job:
                            jarURI: local:///opt/flink/usrlib/%s
                            entryClass: org.apache.flink.streaming.examples.statemachine.StateMachineExample
                            args: ["--rps", "100"]
                            parallelism: 1
                            upgradeMode: savepoint
                            state: running
                        """
                                .formatted(
                                        name,
                                        NAMESPACE,
                                        image,
                                        cluster.flinkVersion(),
                                        state,
                                        state,
                                        exampleJar().getFileName()),
                        GenericKubernetesResource.class);
    }

    private static void awaitStable(String name, int parallelism) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> {
            JsonNode status = status(name);
            JsonNode reconciled = Json.read(
                    status.at("/reconciliationStatus/lastReconciledSpec").asText("{}"));
            return status.path("lifecycleState").asText().equals("STABLE")
                    && status.at("/jobStatus/state").asText().equals("RUNNING")
                    && reconciled.at("/spec/job/parallelism").asInt() == parallelism;
        });
    }

    private static void awaitCheckpoint(String name) {
        await().atMost(LIMIT)
                .until(() -> checkpoints(name).at("/counts/completed").asInt() > 0);
    }

    private static void patch(String name, String merge) {
        client.genericKubernetesResources(API_VERSION, "FlinkDeployment")
                .inNamespace(NAMESPACE)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), merge);
    }

    private static GenericKubernetesResource resource(String name) {
        return client.genericKubernetesResources(API_VERSION, "FlinkDeployment")
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
    }

    private static JsonNode status(String name) {
        return Json.mapper().valueToTree(resource(name)).path("status");
    }

    private static JsonNode checkpoints(String name) {
        URI ui = cluster.flinkUi(NAMESPACE, name).orElseThrow();
        String job = status(name).at("/jobStatus/jobId").asText();
        try {
            return Json.mapper()
                    .readTree(ui.resolve("/jobs/" + job + "/checkpoints").toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String logOf(String component) {
        String pod = client.pods()
                .inNamespace(NAMESPACE)
                .withLabel("component", component)
                .list()
                .getItems()
                .get(0)
                .getMetadata()
                .getName();
        return client.pods().inNamespace(NAMESPACE).withName(pod).getLog();
    }

    private static void took(String what, Instant start) {
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        LOGGER.info(() -> String.format(Locale.ROOT, "%s took %.1f s", what, seconds));
    }
}
