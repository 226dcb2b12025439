package io.jenkins.plugins.flinkdeploy.localcluster;

import static io.jenkins.plugins.flinkdeploy.localcluster.RunningCluster.LIMIT;
import static io.jenkins.plugins.flinkdeploy.localcluster.RunningCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;

/** What the real operator and real Flink do on the local cluster. */
public class LocalClusterIT {
    private static final String DEPLOYMENT = "FlinkDeployment";

    @ClassRule
    public static final RunningCluster RUNNING = new RunningCluster();

    @Test
    public void a_job_is_deployed_keeps_its_state_over_an_upgrade_and_leaves_nothing_behind() throws Exception {
        Instant applied = Instant.now();
        RUNNING.createApplication("orders", RUNNING.jobImage("orders:1"));
        RUNNING.awaitStable(DEPLOYMENT, "orders", 1);
        RunningCluster.took("apply to STABLE", applied);

        awaitCheckpoint("orders");
        Instant upgrade = Instant.now();
        RUNNING.patch(DEPLOYMENT, "orders", "{\"spec\": {\"job\": {\"parallelism\": 2}}}");
        RUNNING.awaitStable(DEPLOYMENT, "orders", 2);
        RunningCluster.took("savepoint upgrade to STABLE", upgrade);

        JsonNode restored = RUNNING.checkpoints("orders").at("/latest/restored");
        assertThat(restored.path("is_savepoint").asBoolean()).isTrue();
        assertThat(restored.path("external_path").asText())
                .contains(
                        RUNNING.cluster().stateDirectory().resolve("savepoints").toString());
        assertThat(RUNNING.log(RUNNING.pods("orders", "jobmanager").get(0))).contains("from savepoint");
        assertThat(RUNNING.log(RUNNING.pods("orders", "taskmanager").get(0))).contains("TaskExecutor");

        RUNNING.delete(DEPLOYMENT, "orders");
        KubernetesClient client = RUNNING.client();
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(client.pods()
                            .inNamespace(NAMESPACE)
                            .withLabel("app", "orders")
                            .list()
                            .getItems())
                    .isEmpty();
            assertThat(client.apps()
                            .deployments()
                            .inNamespace(NAMESPACE)
                            .withName("orders")
                            .get())
                    .isNull();
            assertThat(client.services()
                            .inNamespace(NAMESPACE)
                            .withName("orders-rest")
                            .get())
                    .isNull();
        });
    }

    @Test
    public void a_job_manager_that_dies_is_started_again_and_the_job_goes_on_from_its_last_checkpoint()
            throws Exception {
        RUNNING.createApplication("phoenix", RUNNING.jobImage("phoenix:1"));
        RUNNING.awaitStable(DEPLOYMENT, "phoenix", 1);
        awaitCheckpoint("phoenix");

        Pod before = RUNNING.pods("phoenix", "jobmanager").get(0);
        kill(before);

        await().atMost(LIMIT).untilAsserted(() -> {
            Pod after = RUNNING.pods("phoenix", "jobmanager").get(0);
            assertThat(after.getMetadata().getUid())
                    .isEqualTo(before.getMetadata().getUid());
            ContainerStatus container = after.getStatus().getContainerStatuses().get(0);
            assertThat(container.getRestartCount()).isEqualTo(1);
            assertThat(container.getLastState().getTerminated().getExitCode()).isEqualTo(137);
            assertThat(container.getReady()).isTrue();
        });
        RUNNING.awaitStable(DEPLOYMENT, "phoenix", 1);
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> assertThat(RUNNING.checkpoints("phoenix")
                        .at("/latest/restored/external_path")
                        .asText())
                .contains("chk-"));
        RUNNING.delete(DEPLOYMENT, "phoenix");
    }

    @Test
    public void a_session_cluster_runs_session_jobs() {
        RUNNING.createSession("shared");
        RUNNING.create(
                """
                apiVersion: flink.apache.org/v1beta1
                kind: FlinkSessionJob
                metadata: {name: guest, namespace: %s}
                spec:
                  deploymentName: shared
                  job:
                    jarURI: file://%s
                    entryClass: org.apache.flink.streaming.examples.statemachine.StateMachineExample
                    parallelism: 1
                    upgradeMode: savepoint
                """
                        .formatted(NAMESPACE, RunningCluster.exampleJar()));
        RUNNING.awaitStable("FlinkSessionJob", "guest", 1);
        RUNNING.delete("FlinkSessionJob", "guest");
        RUNNING.delete(DEPLOYMENT, "shared");
    }

    @Test
    public void a_job_that_cannot_start_is_reported_by_the_operator_as_crash_loop() throws Exception {
        RUNNING.createApplication("wrong", RUNNING.jobImage("wrong:1"));
        RUNNING.patch(DEPLOYMENT, "wrong", "{\"spec\": {\"job\": {\"entryClass\": \"no.such.Main\"}}}");
        RUNNING.awaitStatus(
                DEPLOYMENT, "wrong", status -> status.path("error").asText().contains("CrashLoopBackOff"));
        RUNNING.delete(DEPLOYMENT, "wrong");
    }

    @Test
    public void an_image_that_does_not_exist_reaches_the_deployments_status_through_the_operator() {
        RUNNING.createApplication("broken", RUNNING.cluster().registry() + "/missing:1");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        RUNNING.status(DEPLOYMENT, "broken").path("error").asText())
                .containsAnyOf("ErrImagePull", "ImagePullBackOff"));
        RUNNING.delete(DEPLOYMENT, "broken");
    }

    @Test
    public void an_operator_that_was_killed_goes_on_where_it_was() {
        RUNNING.cluster().operator().kill();
        assertThat(RUNNING.cluster().operator().isRunning()).isFalse();
        RUNNING.createApplication("late", RUNNING.cluster().registry() + "/missing:2");
        RUNNING.cluster().operator().start();
        RUNNING.awaitStatus(
                DEPLOYMENT, "late", status -> status.at("/reconciliationStatus").hasNonNull("lastReconciledSpec"));
        RUNNING.delete(DEPLOYMENT, "late");
    }

    private static void awaitCheckpoint(String deployment) {
        await().atMost(LIMIT)
                .until(() ->
                        RUNNING.checkpoints(deployment).at("/counts/completed").asInt() > 0);
    }

    /** Kills the JVM of a pod as the kernel would. */
    private static void kill(Pod pod) throws IOException {
        for (long pid : processes(pod.getMetadata().getUid())) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static List<Long> processes(String uid) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .filter(name -> isJavaOf(uid, Path.of("/proc", name)))
                    .map(Long::valueOf)
                    .toList();
        }
    }

    private static boolean isJavaOf(String uid, Path process) {
        try {
            String line = Files.readString(process.resolve("cmdline"));
            return line.split("\0")[0].endsWith("/java") && line.contains(uid);
        } catch (IOException e) {
            return false;
        }
    }
}
