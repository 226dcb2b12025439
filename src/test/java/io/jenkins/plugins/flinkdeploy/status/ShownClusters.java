package io.jenkins.plugins.flinkdeploy.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNote;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNotes;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SnapshotServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Clusters in the states that they have in life, and a Flink that answers for them. */
public final class ShownClusters implements AutoCloseable {
    private static final String JOB = "9b7c52e01af34c6d8e90a1b2c3d4e5f6";

    private final SnapshotServer server;
    private final Instant now = Instant.now();
    private final HttpServer flink;

    public ShownClusters(SnapshotServer server) throws IOException {
        this.server = server;
        flink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Map<String, String> answers = answers();
        flink.createContext("/", exchange -> {
            String answer = answers.get(exchange.getRequestURI().getPath());
            byte[] body = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        flink.start();
        server.flink(flink.getAddress().getPort());
    }

    private Map<String, String> answers() {
        long started = now.minus(Duration.ofHours(27)).toEpochMilli();
        long checkpoint = now.minusSeconds(40).toEpochMilli();
        String job = "/jobs/" + JOB;
        return Map.of(
                "/overview",
                "{\"taskmanagers\":2,\"slots-total\":4,\"slots-available\":0,\"flink-version\":\"1.20.1\"}",
                "/config",
                "{\"flink-version\":\"1.20.1\",\"flink-revision\":\"4f2c\"}",
                "/jobs/overview",
                "{\"jobs\":[{\"jid\":\"%s\",\"name\":\"Orders\",\"state\":\"RUNNING\",\"start-time\":%d}]}"
                        .formatted(JOB, started),
                job,
                "{\"timestamps\":{\"RESTARTING\":%d}}".formatted(started + 3_600_000),
                job + "/exceptions",
                "{\"exceptionHistory\":{\"entries\":[{\"timestamp\":%d,\"stacktrace\":\"java.net.ConnectException: Connection refused\"}]}}"
                        .formatted(started + 3_600_000),
                job + "/checkpoints",
                "{\"counts\":{\"completed\":1620,\"failed\":1,\"in_progress\":0,\"restored\":1},\"latest\":{\"completed\":"
                        + "{\"id\":1620,\"trigger_timestamp\":" + checkpoint + ",\"state_size\":48000000}}}");
    }

    /** What a table of clusters may show. */
    public void stand() {
        cluster("orders-main", "orders", "logistics", "71c0de5a9f", 1, "RUNNING", "STABLE");
        cluster("orders-canary", "orders", "logistics", "05fe1177aa", 4, "RUNNING", "STABLE");
        cluster("payments-main", "payments", "billing", "c0ffee1234", 2, "RECONCILING", "DEPLOYED");
        cluster("sessions-main", "sessions", "web", "3ad1e0b7c2", 3, "FAILED", "FAILED");
        ResourceId shared = cluster("shared", "adhoc", "data-science", "9e8d7c6b5a", 6, "", "STABLE");
        for (int job = 1; job <= 5; job++) {
            server.sessionJob(shared.name(), "shared-" + job, job < 5 ? "RUNNING" : "FAILED");
        }
        pod("orders-main", "jobmanager", "orders-main-7d9f6b-k4x2p", "");
        pod("orders-main", "taskmanager", "orders-main-taskmanager-1-1", "");
        pod("orders-main", "taskmanager", "orders-main-taskmanager-1-2", "");
        pod("payments-main", "jobmanager", "payments-main-5c7b9-x8r1d", "CrashLoopBackOff");
        service("orders-main");
        revisions("orders-main");
    }

    private ResourceId cluster(
            String name, String service, String owner, String commit, int daysAgo, String job, String lifecycle) {
        ResourceId id = SnapshotServer.id("FlinkDeployment", name);
        Instant at = now.minus(Duration.ofDays(daysAgo));
        ObjectNode tree = Json.object().put("apiVersion", id.apiVersion()).put("kind", id.kind());
        tree.withObject("/metadata").put("name", name).put("namespace", id.namespace());
        tree.withObject("/metadata/labels").put(Labels.SERVICE, service).put(Labels.OWNER, owner);
        tree.withObject("/metadata/annotations")
                .put(Annotations.DEPLOYMENT_ID, io.jenkins.plugins.flinkdeploy.engine.model.Ids.newId(at))
                .put(Annotations.COMMIT, commit)
                .put(Annotations.COMMIT_TIME, at.toString())
                .put(Annotations.CONFIG_HASH, "0d41b7aa")
                .put(Annotations.BUILD_URL, "http://jenkins.example.org/job/" + service + "/" + (40 - daysAgo) + "/")
                .put(Annotations.DEPLOYED_BY, "ada");
        ObjectNode spec = tree.withObject("/spec");
        spec.put("image", "registry.example.org/flink/" + service + ":" + commit)
                .put("flinkVersion", "v1_20");
        spec.withObject("/ingress").put("template", "flink.example.org/{{namespace}}/{{name}}(/|$)(.*)");
        if (!job.isEmpty()) {
            spec.withObject("/job")
                    .put("state", "running")
                    .put("upgradeMode", "savepoint")
                    .put("parallelism", 4);
            spec.withObject("/flinkConfiguration").put("taskmanager.numberOfTaskSlots", "2");
        }
        server.api().create(Manifest.of(tree));
        ObjectNode status = Json.object().put("lifecycleState", lifecycle).put("observedGeneration", 1);
        status.put("jobManagerDeploymentStatus", "READY");
        if (lifecycle.equals("FAILED")) {
            status.put("error", "The job failed: java.io.IOException: the topic sessions does not exist");
        }
        ObjectNode seen = status.withObject("/jobStatus").put("state", job).put("jobId", JOB);
        seen.put(
                "startTime",
                String.valueOf(now.minus(Duration.ofHours(27L * daysAgo)).toEpochMilli()));
        seen.withObject("/savepointInfo/lastSavepoint")
                .put("location", "s3://state/" + name + "/savepoint-9b7c52-1")
                .put("timeStamp", now.minus(Duration.ofHours(27)).toEpochMilli());
        server.status(id, status);
        return id;
    }

    private void pod(String cluster, String component, String name, String waiting) {
        boolean ready = waiting.isEmpty();
        ObjectNode pod = (ObjectNode) Json.read(
                """
                        {"apiVersion": "v1", "kind": "Pod",
                         "metadata": {"name": "%s", "namespace": "%s", "labels": {"app": "%s", "component": "%s"}},
                         "spec": {"nodeName": "node-a", "containers": [{"name": "flink-main-container", "image": "flink"}]},
                         "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "%s"}],
                          "containerStatuses": [{"name": "flink-main-container", "ready": %s, "restartCount": %d,
                           "image": "flink", "imageID": "flink", "state": %s,
                           "lastState": %s}]}}
                        """
                        .formatted(
                                name,
                                SnapshotServer.NAMESPACE,
                                cluster,
                                component,
                                ready ? "True" : "False",
                                ready,
                                ready ? 0 : 7,
                                ready ? "{\"running\": {}}" : "{\"waiting\": {\"reason\": \"" + waiting + "\"}}",
                                ready ? "{}" : "{\"terminated\": {\"reason\": \"Error\", \"exitCode\": 1}}"));
        Manifest created = server.api().create(Manifest.of(pod));
        server.status(created.id(), (ObjectNode) pod.path("status"));
    }

    /** Through which Flink is asked. */
    private void service(String cluster) {
        ObjectNode tree = Json.object().put("apiVersion", "v1").put("kind", "Service");
        tree.withObject("/metadata").put("name", cluster + "-rest").put("namespace", SnapshotServer.NAMESPACE);
        tree.withObject("/spec")
                .putArray("ports")
                .addObject()
                .put("name", "rest")
                .put("port", 8081);
        server.api().create(Manifest.of(tree));
    }

    private void revisions(String name) {
        ResourceId id = SnapshotServer.id("FlinkDeployment", name);
        Manifest live = server.api().get(id).orElseThrow();
        String uid = live.textAt("/metadata/uid").orElseThrow();
        for (int number = 1; number <= 3; number++) {
            new Revisions(server.api())
                    .write(
                            id,
                            uid,
                            new Revision(
                                    "d-" + number,
                                    number,
                                    live,
                                    "0d41b7aa",
                                    "content-" + number,
                                    Optional.of(number == 3 ? "71c0de5a9f" : "05fe1177a" + number),
                                    Optional.of("http://jenkins.example.org/job/orders/" + (36 + number) + "/"),
                                    Optional.of("ada"),
                                    Optional.empty(),
                                    Optional.empty(),
                                    now.minus(Duration.ofDays(13 - 4L * number)),
                                    Duration.ofSeconds(64),
                                    Optional.of(Duration.ofSeconds(21))));
        }
        new ActionNotes(server.api())
                .write(
                        id,
                        new ActionNote(
                                "a-1",
                                "restart",
                                now.minus(Duration.ofHours(27)),
                                Optional.of("grace"),
                                Optional.of("the broker moved"),
                                Optional.empty(),
                                Optional.of("s3://state/x"),
                                Optional.of(now.minus(Duration.ofHours(26)))));
    }

    @Override
    public void close() {
        flink.stop(0);
    }
}
