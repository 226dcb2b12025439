package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** The node against a real API server and a real registry; the containers are shell commands. */
public class KubeletTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Rule
    public final LocalNode node = new LocalNode(NodeOptions.defaults()
            .withBackOff(Duration.ofSeconds(3), Duration.ofSeconds(4))
            .withCapacity(BigDecimal.valueOf(4), new Quantity("4Gi")));

    @Test
    public void a_pod_runs_with_files_of_its_image_its_config_maps_and_its_own_address() throws Exception {
        String image = node.image("tools:1", "/app/greeting.txt", "hello from the image");
        node.apply(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: default}
                data: {job.conf: "file=/app/greeting.txt", level: high}
                """);
        node.apply(
                pod(
                        image,
                        "Never",
                        "cat /app/greeting.txt; echo; cat /etc/job/job.conf; echo; echo $LEVEL $ADDRESS $OF_THE_IMAGE",
                        """
                    env:
                    - {name: LEVEL, valueFrom: {configMapKeyRef: {name: settings, key: level}}}
                    - {name: ADDRESS, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                    volumeMounts: [{name: conf, mountPath: /etc/job}]
                  volumes: [{name: conf, configMap: {name: settings}}]
                """));

        Pod pod = node.awaitPhase("task", "Succeeded");

        List<String> lines = node.log("task").lines().toList();
        assertThat(lines.get(0)).isEqualTo("hello from the image");
        assertThat(Files.readString(Path.of(lines.get(1).substring("file=".length()))))
                .isEqualTo("hello from the image");
        assertThat(lines.get(2)).isEqualTo("high " + pod.getStatus().getPodIP() + " yes");
        assertThat(pod.getStatus().getPodIP()).startsWith("127.77.255.");
        assertThat(LocalNode.container(pod).orElseThrow().getImageID()).contains("/tools@sha256:");
        assertThat(node.events("task"))
                .extracting(Event::getReason)
                .containsExactly("Scheduled", "Pulling", "Pulled", "Created", "Started");
    }

    @Test
    public void an_image_that_does_not_exist_is_reported_with_the_registrys_words_and_tried_again() throws Exception {
        String image = node.registry() + "/absent:1";
        node.apply(pod(image, "Always", "true", ""));

        Pod failed = node.awaitWaiting("task", "ErrImagePull");
        assertThat(LocalNode.container(failed)
                        .orElseThrow()
                        .getState()
                        .getWaiting()
                        .getMessage())
                .contains(image)
                .contains("404");
        assertThat(failed.getStatus().getPhase()).isEqualTo("Pending");
        node.awaitWaiting("task", "ImagePullBackOff");
        assertThat(node.events("task"))
                .filteredOn(event -> event.getType().equals("Warning"))
                .extracting(Event::getReason)
                .contains("Failed");

        node.image("absent:1", "/app/x", "now it is there");
        node.awaitPod("task", pod -> LocalNode.container(pod).orElseThrow().getRestartCount() > 0);
    }

    @Test
    public void a_container_that_fails_is_started_again_with_pauses_and_its_exit_code_is_kept() throws Exception {
        node.apply(pod(node.image("tools:1", "/app/x", ""), "Always", "echo run $$; exit 3", ""));

        Pod pod = node.awaitWaiting("task", "CrashLoopBackOff");

        ContainerStateTerminated last =
                LocalNode.container(pod).orElseThrow().getLastState().getTerminated();
        assertThat(last.getExitCode()).isEqualTo(3);
        assertThat(last.getReason()).isEqualTo("Error");
        assertThat(LocalNode.container(pod).orElseThrow().getRestartCount()).isPositive();
        assertThat(node.client()
                        .pods()
                        .inNamespace("default")
                        .withName("task")
                        .terminated()
                        .getLog())
                .startsWith("run ");
        assertThat(node.events("task")).extracting(Event::getReason).contains("BackOff");
    }

    @Test
    public void the_log_of_the_run_before_is_there_as_soon_as_the_status_tells_of_the_next_one() throws Exception {
        node.apply(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: default}
                data: {a: b}
                """);
        Path running = node.pods().resolveSibling("running");
        Files.writeString(running, "");
        node.apply(
                pod(
                        node.image("tools:1", "/app/x", ""),
                        "Always",
                        "echo first run; while [ -e " + running + " ]; do sleep 0.1; done; exit 3",
                        """
                    volumeMounts: [{name: conf, mountPath: /etc/job}]
                  volumes: [{name: conf, configMap: {name: settings}}]
                """));
        node.awaitPhase("task", "Running");
        // The next run cannot be prepared without it, so what is seen is what comes before.
        node.client().configMaps().inNamespace("default").withName("settings").delete();
        Files.delete(running);

        node.awaitPod("task", pod -> LocalNode.container(pod).orElseThrow().getRestartCount() == 1);

        assertThat(node.client()
                        .pods()
                        .inNamespace("default")
                        .withName("task")
                        .terminated()
                        .getLog())
                .isEqualTo("first run\n");
    }

    @Test
    public void a_container_above_its_memory_limit_is_killed_as_out_of_memory() throws Exception {
        node.apply(pod(
                node.image("tools:1", "/app/x", ""),
                "Never",
                "big=$(head -c 200000000 /dev/zero | tr '\\\\0' a); sleep 100",
                "    resources: {limits: {memory: 64Mi}}\n"));

        ContainerStateTerminated end = LocalNode.container(node.awaitPhase("task", "Failed"))
                .orElseThrow()
                .getState()
                .getTerminated();

        assertThat(end.getReason()).isEqualTo("OOMKilled");
        assertThat(end.getExitCode()).isEqualTo(137);
    }

    @Test
    public void a_missing_config_map_holds_the_pod_back_until_it_comes() throws Exception {
        node.apply(
                pod(
                        node.image("tools:1", "/app/x", ""),
                        "Never",
                        "cat /etc/job/a",
                        """
                    volumeMounts: [{name: conf, mountPath: /etc/job}]
                  volumes: [{name: conf, configMap: {name: late}}]
                """));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(node.events("task")).anySatisfy(event -> {
                    assertThat(event.getReason()).isEqualTo("FailedMount");
                    assertThat(event.getMessage()).contains("configmap \"late\" not found");
                }));
        node.apply(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: late, namespace: default}
                data: {a: came}
                """);
        node.awaitPhase("task", "Succeeded");
        assertThat(node.log("task")).isEqualTo("came");
    }

    @Test
    public void a_pod_that_asks_for_more_than_the_node_has_waits_unscheduled() throws Exception {
        node.apply(pod("nothing:1", "Never", "true", "    resources: {requests: {cpu: 5}}\n"));
        Pod pod = node.awaitPod("task", p -> !p.getStatus().getConditions().isEmpty());
        PodCondition condition = pod.getStatus().getConditions().get(0);
        assertThat(condition.getType()).isEqualTo("PodScheduled");
        assertThat(condition.getReason()).isEqualTo("Unschedulable");
        assertThat(condition.getMessage()).contains("Insufficient cpu");
        assertThat(node.events("task")).extracting(Event::getReason).containsExactly("FailedScheduling");
    }

    @Test
    public void a_deleted_pod_may_end_in_its_own_way_and_leaves_nothing_behind() throws Exception {
        Path trace = Files.createTempFile("trace", "");
        node.apply(pod(
                node.image("tools:1", "/app/x", ""),
                "Always",
                "trap 'echo ended > " + trace + "; exit 0' TERM; while :; do sleep 0.1; done",
                ""));
        node.awaitPod(
                "task", p -> LocalNode.container(p).filter(c -> c.getReady()).isPresent());

        node.client().pods().inNamespace("default").withName("task").delete();

        node.awaitGone("task");
        assertThat(trace).hasContent("ended");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(node.pods()).isEmptyDirectory());
        Files.delete(trace);
    }

    @Test
    public void a_deployment_gets_its_pods_and_loses_them_with_its_replicas() throws Exception {
        String image = node.image("tools:1", "/app/x", "");
        node.apply(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: default}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers: [{name: main, image: "%s", command: [sleep, "1000"]}]
                """
                        .formatted(image));
        Deployment ready = await().atMost(LIMIT)
                .until(
                        this::web,
                        web -> web.getStatus() != null
                                && Integer.valueOf(2).equals(web.getStatus().getAvailableReplicas()));
        assertThat(ready.getStatus().getObservedGeneration())
                .isEqualTo(ready.getMetadata().getGeneration());

        node.client()
                .apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .scale(0);

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(node.client().pods().inNamespace("default").list().getItems())
                    .isEmpty();
            assertThat(web().getStatus().getReplicas()).isZero();
        });
    }

    @Test
    public void the_node_goes_on_after_an_outage_of_the_api_server() throws Exception {
        node.apply(pod(node.image("tools:1", "/app/x", ""), "Never", "sleep 2; echo done", ""));
        node.awaitPhase("task", "Running");
        node.server().setOutage(true);
        Thread.sleep(3000);
        node.server().setOutage(false);
        node.awaitPhase("task", "Succeeded");
    }

    private Deployment web() {
        return node.client()
                .apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .get();
    }

    private static String pod(String image, String restartPolicy, String script, String more) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: task, namespace: default}
                spec:
                  restartPolicy: %s
                  containers:
                  - name: main
                    image: "%s"
                    command: [sh, -c, "%s"]
                %s"""
                .formatted(restartPolicy, image, script.replace("\"", "\\\""), more);
    }
}
