package io.jenkins.plugins.flinkdeploy.localcluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import io.jenkins.plugins.flinkdeploy.engine.deploy.FlinkJobProbe;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Writes the status sequences of the real operator on the local cluster into {@code target/recorded}, from where they are copied to
 * the resources of the health tests. No test of the build: {@code bin/mvn -f standalone.pom.xml test -Dtest=RecordSequences}.
 */
public class RecordSequences {
    private static final Logger LOGGER = Logger.getLogger(RecordSequences.class.getName());
    private static final String NAMESPACE = "streaming";
    private static final Set<String> NOISE =
            Set.of("Unhealthy", "Scheduled", "Pulling", "Pulled", "Created", "Started");
    private static final Duration AFTER_THE_END = Duration.ofSeconds(6);

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static LocalCluster cluster;
    private static ClusterApi api;
    private static Path output;
    private static Path jar;
    private static String image;

    @BeforeClass
    public static void start() throws Exception {
        output = Files.createDirectories(ExampleJob.checkout().resolve("target").resolve("recorded"));
        cluster = LocalCluster.start(
                LocalClusterOptions.in(FOLDER.getRoot().toPath().resolve("cluster")));
        api = ClusterConnection.ofKubeconfigFile(cluster.kubeconfig(), Optional.empty())
                .connect();
        jar = FaultyJob.jar(FOLDER.newFolder("job").toPath());
        image = cluster.registry() + "/faulty:1";
        Jib.from(RegistryImage.named(cluster.baseImage()))
                .addLayer(List.of(jar), AbsoluteUnixPath.get("/opt/flink/usrlib"))
                .containerize(Containerizer.to(RegistryImage.named(image)).setAllowInsecureRegistries(true));
    }

    @AfterClass
    public static void stop() {
        if (api != null) {
            api.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    public void upgrades() throws Exception {
        recordStable("first-deploy", application("first", "savepoint"), Duration.ofSeconds(8));
        recordStable(
                "savepoint-upgrade",
                application("first", "savepoint").replace("\"--fault\"", "\"--x\", \"1\", \"--fault\""),
                Duration.ofSeconds(8));
        recordStable(
                "last-state-upgrade",
                application("first", "last-state").replace("\"--fault\"", "\"--x\", \"2\", \"--fault\""),
                Duration.ofSeconds(8));
        record(
                "rejected-specification",
                application("first", "savepoint").replace("parallelism: 1", "parallelism: 0"),
                Duration.ofSeconds(15));
        record(
                "state-incompatible",
                application("first", "savepoint").replace("\"--fault\"", "\"--state\", string, \"--fault\""),
                Duration.ofSeconds(100));
        gone("first");
    }

    @Test
    public void operator_without_state() throws Exception {
        recordStable("before-uid", application("uid", "savepoint"), Duration.ofSeconds(8));
        record(
                "uid-changed",
                application("uid", "savepoint").replace("\"--fault\"", "\"--uid\", other, \"--fault\""),
                Duration.ofSeconds(100));
        gone("uid");
    }

    @Test
    public void fails_while_starting() throws Exception {
        record(
                "failing-image",
                application("image", "stateless").replace(image, cluster.registry() + "/missing:1"),
                Duration.ofSeconds(15));
        gone("image");
        record("crash-loop", application("crash", "stateless").replace("none", "main"), Duration.ofSeconds(100));
        gone("crash");
        record(
                "unschedulable",
                application("big", "stateless").replace("cpu: 0.5", "cpu: 900"),
                Duration.ofSeconds(15));
        gone("big");
        record(
                "config-map-missing",
                application("config", "stateless")
                        + """
                          podTemplate:
                            spec:
                              containers:
                                - name: flink-main-container
                                  envFrom: [{configMapRef: {name: absent}}]
                        """,
                Duration.ofSeconds(20));
        gone("config");
    }

    @Test
    public void fails_after_running() throws Exception {
        record(
                "fails-after-running",
                application("later", "stateless").replace("none", "exception\", \"--after\", \"8"),
                Duration.ofSeconds(100));
        gone("later");
        record(
                "ends-after-running",
                application("ends", "stateless")
                        .replace("none", "exception\", \"--after\", \"8")
                        .replace("state.savepoints.dir", "restart-strategy.type: none\n    state.savepoints.dir"),
                Duration.ofSeconds(100));
        gone("ends");
        record(
                "container-out-of-memory",
                application("oom", "stateless").replace("none", "container\", \"--after\", \"5"),
                Duration.ofSeconds(100));
        gone("oom");
    }

    @Test
    public void ends_by_intent() throws Exception {
        record(
                "bounded-job",
                application("bounded", "stateless").replace("none", "none\", \"--ticks\", \"50"),
                Duration.ofSeconds(100));
        gone("bounded");
        record(
                "suspended-first-deploy",
                application("asleep", "stateless").replace("parallelism: 1", "parallelism: 1\n    state: suspended"),
                Duration.ofSeconds(15));
        gone("asleep");
    }

    @Test
    public void session() throws Exception {
        String session = application("shared", "stateless");
        recordStable("session-cluster", session.substring(0, session.indexOf("  job:")), Duration.ofSeconds(8));
        recordStable("session-job", sessionJob("guest", "none", 1), Duration.ofSeconds(8));
        recordStable("session-job-upgrade", sessionJob("guest", "none", 2), Duration.ofSeconds(8));
        record("session-job-main-fails", sessionJob("wrong", "main", 1), Duration.ofSeconds(20));
    }

    /** Until it is stable, and some time longer. */
    private static void recordStable(String name, String yaml, Duration more) throws Exception {
        record(name, yaml, more, true);
    }

    private static void record(String name, String yaml, Duration time) throws Exception {
        record(name, yaml, time, false);
    }

    private static void record(String name, String yaml, Duration time, boolean fromStable) throws Exception {
        ObjectNode tree = (ObjectNode) new com.fasterxml.jackson.dataformat.yaml.YAMLMapper().readTree(yaml);
        Manifest manifest = Manifest.of(tree);
        ResourceId id = manifest.id();
        String podsOf = manifest.textAt("/spec/deploymentName").orElse(id.name());
        try (StatusRecorder recorder = new StatusRecorder(api, new FlinkJobProbe(api), id, podsOf)) {
            recorder.apply(manifest, "d-" + name);
            long generation =
                    api.get(id).orElseThrow().at("/metadata/generation").asLong();
            Instant end = Instant.now().plus(fromStable ? Duration.ofMinutes(2) : time);
            boolean stable = false;
            // The job before may still stand there as ended.
            boolean ended = recorder.seen().filter(RecordSequences::isEnded).isPresent();
            while (Instant.now().isBefore(end)) {
                recorder.sample();
                if (fromStable && !stable && isStable(recorder, generation)) {
                    stable = true;
                    end = Instant.now().plus(time);
                } else if (!ended
                        && recorder.seen().filter(RecordSequences::isEnded).isPresent()) {
                    ended = true;
                    end = Instant.now().plus(AFTER_THE_END);
                }
                Thread.sleep(500);
            }
            write(name, recorder);
            logs(name, podsOf);
            LOGGER.info(() -> name + ": " + recorder.seen());
        }
    }

    private static boolean isEnded(ResourceSeen seen) {
        return seen.job().is("FAILED") || seen.job().is("FINISHED") && seen.lifecycleIs("STABLE");
    }

    private static boolean isStable(StatusRecorder recorder, long generation) {
        return recorder.seen()
                .filter(seen -> seen.acceptedGeneration() >= generation)
                .filter(seen -> seen.lifecycleIs("STABLE") && seen.reconciliationIs("DEPLOYED"))
                .isPresent();
    }

    private static void write(String name, StatusRecorder recorder) throws Exception {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(cluster.stateDirectory().toUri().getPath().replaceFirst("/$", ""), "/state");
        names.put(FOLDER.getRoot().getPath(), "/folder");
        names.put(cluster.registry(), "registry.example.org");
        List<String> text = new ArrayList<>();
        ObjectNode head = Json.object().put("operator", FlinkRelease.NEWEST.operator());
        head.put("flink", FlinkRelease.NEWEST.flink()).put("recorded", true);
        text.add(Json.write(head));
        for (ObjectNode line : recorder.lines()) {
            if (NOISE.contains(line.at("/event/reason").asText())) {
                continue;
            }
            text.add(RecordedParts.anonymous(line, recorder.base(), names));
        }
        Files.write(output.resolve(name + ".jsonl"), text);
    }

    /** The logs, to look at. */
    private static void logs(String name, String deployment) throws Exception {
        for (Manifest pod : api.list("v1", "Pod", NAMESPACE, "app=" + deployment)) {
            for (boolean previous : new boolean[] {false, true}) {
                String log = api.logTail(NAMESPACE, pod.name(), "flink-main-container", 3000, previous);
                if (!log.isBlank()) {
                    Files.writeString(
                            output.resolve(name + "." + pod.name() + (previous ? ".previous" : "") + ".log"), log);
                }
            }
        }
    }

    private static void gone(String name) throws Exception {
        ResourceId id = new ResourceId("flink.apache.org/v1beta1", "FlinkDeployment", NAMESPACE, name);
        api.delete(id);
        Instant limit = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(limit)
                && (api.get(id).isPresent()
                        || !api.list("v1", "Pod", NAMESPACE, "app=" + name).isEmpty())) {
            Thread.sleep(300);
        }
    }

    private static String application(String name, String upgradeMode) {
        String state = "file://" + cluster.stateDirectory() + "/" + name;
        return """
                apiVersion: flink.apache.org/v1beta1
                kind: FlinkDeployment
                metadata: {name: %s, namespace: %s}
                spec:
                  image: %s
                  flinkVersion: %s
                  serviceAccount: flink
                  flinkConfiguration:
                    taskmanager.numberOfTaskSlots: "1"
                    execution.checkpointing.interval: 2s
                    state.savepoints.dir: %s/savepoints
                    state.checkpoints.dir: %s/checkpoints
                    high-availability.type: kubernetes
                    high-availability.storageDir: %s/ha
                  jobManager: {resource: {memory: 1024m, cpu: 0.5}}
                  taskManager: {resource: {memory: 1024m, cpu: 0.5}}
                  job:
                    jarURI: local:///opt/flink/usrlib/faulty.jar
                    entryClass: org.example.faulty.FaultyJob
                    args: ["--fault", "none"]
                    parallelism: 1
                    upgradeMode: %s
                """
                .formatted(name, NAMESPACE, image, cluster.flinkVersion(), state, state, state, upgradeMode);
    }

    private static String sessionJob(String name, String fault, int version) {
        return """
                apiVersion: flink.apache.org/v1beta1
                kind: FlinkSessionJob
                metadata: {name: %s, namespace: %s}
                spec:
                  deploymentName: shared
                  job:
                    jarURI: file://%s
                    entryClass: org.example.faulty.FaultyJob
                    args: ["--x", "%d", "--fault", %s]
                    parallelism: 1
                    upgradeMode: savepoint
                """
                .formatted(name, NAMESPACE, jar, version, fault);
    }
}
