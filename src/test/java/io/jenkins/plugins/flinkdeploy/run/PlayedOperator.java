package io.jenkins.plugins.flinkdeploy.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.config.ApiServerConnection;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SnapshotServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.Awaitility;

/** An API server where the operator does what a test makes it do. */
public final class PlayedOperator implements AutoCloseable {
    private final SnapshotServer server = SnapshotServer.withSnapshots();

    /** The target of Jenkins that leads here. */
    public FlinkTarget target(String name) {
        FlinkTarget target = new FlinkTarget(name, new ApiServerConnection(server.url()));
        target.setNamespace(SnapshotServer.NAMESPACE);
        return target;
    }

    public SnapshotServer cluster() {
        return server;
    }

    public Manifest resource(String name) {
        return server.api().get(id(name)).orElseThrow();
    }

    /** A FlinkDeployment that was deployed with this content, and runs. */
    public void stands(String name, String content) {
        server.application(name, "RUNNING");
        server.api().apply(manifest(name, content), false);
    }

    /** Deployments of these contents that went well, one after another. */
    public void revisions(String name, String... contents) {
        String uid = resource(name).textAt("/metadata/uid").orElseThrow();
        for (int i = 0; i < contents.length; i++) {
            new Revisions(server.api())
                    .write(
                            id(name),
                            uid,
                            new Revision(
                                    "d-" + i,
                                    i + 1,
                                    manifest(name, contents[i]),
                                    "config",
                                    contents[i],
                                    Optional.of("commit-" + contents[i]),
                                    Optional.empty(),
                                    Optional.of("kim"),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Instant.parse("2026-03-01T12:00:00Z").plusSeconds(i),
                                    Duration.ofSeconds(30),
                                    Optional.empty()));
        }
    }

    /** Something that is said about a FlinkDeployment. */
    public void event(String name, String message) {
        ObjectNode tree = Json.object().put("apiVersion", "v1").put("kind", "Event");
        tree.withObject("/metadata").put("name", name + ".played").put("namespace", SnapshotServer.NAMESPACE);
        tree.withObject("/involvedObject")
                .put("kind", "FlinkDeployment")
                .put("name", name)
                .put("namespace", SnapshotServer.NAMESPACE);
        tree.put("type", "Warning")
                .put("reason", "Played")
                .put("message", message)
                .put("lastTimestamp", "2026-03-01T12:00:00Z");
        server.api().create(Manifest.of(tree));
    }

    /** A pod of a FlinkDeployment. */
    public void pod(String name, String component) {
        ObjectNode tree = Json.object().put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", name + "-" + component).put("namespace", SnapshotServer.NAMESPACE);
        metadata.putObject("labels").put("app", name).put("component", component);
        tree.putObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", "flink-main-container")
                .put("image", "f");
        server.api().create(Manifest.of(tree));
    }

    /** Suspends the job of a FlinkDeployment, once that is asked for. */
    public void suspend(String name) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> resource(name).textAt("/spec/job/state").equals(Optional.of("suspended")));
        ObjectNode status = Json.object()
                .put(
                        "observedGeneration",
                        resource(name).at("/metadata/generation").asLong())
                .put("lifecycleState", "SUSPENDED");
        status.withObject("/jobStatus").put("state", "FINISHED").put("upgradeSavepointPath", "file:/sp/stop-" + name);
        server.status(id(name), status);
    }

    /** The job of a FlinkDeployment fails for good. */
    void fails(String name) {
        ObjectNode status = Json.object()
                .put(
                        "observedGeneration",
                        resource(name).at("/metadata/generation").asLong())
                .put("lifecycleState", "FAILED")
                .put("jobManagerDeploymentStatus", "ERROR");
        status.withObject("/jobStatus").put("state", "FAILED");
        server.status(id(name), status);
    }

    /** The savepoint of a job is there, once it was asked for. */
    public void complete(String job) {
        snapshotOf(
                job,
                Json.object()
                        .put("state", "COMPLETED")
                        .put("path", "file:/sp/" + job)
                        .put("resultTimestamp", "2026-03-01T12:00:00.000Z"));
    }

    /** What is written on the object that asks for the savepoint of a job, once there is one. */
    public void snapshotOf(String job, ObjectNode status) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> snapshot(job)
                .isPresent());
        server.status(snapshot(job).orElseThrow().id(), status);
    }

    public Optional<Manifest> snapshot(String job) {
        return server.snapshots().stream()
                .filter(each -> each.textAt("/spec/jobReference/name").equals(Optional.of(job)))
                .findFirst();
    }

    private static ResourceId id(String name) {
        return SnapshotServer.id("FlinkDeployment", name);
    }

    private static Manifest manifest(String name, String content) {
        ResourceId id = id(name);
        ObjectNode tree = Json.object().put("apiVersion", id.apiVersion()).put("kind", id.kind());
        tree.withObject("/metadata").put("name", name).put("namespace", id.namespace());
        tree.withObject("/metadata/annotations")
                .put(Annotations.DEPLOYMENT_ID, "d-" + content)
                .put(Annotations.COMMIT, "commit-" + content)
                .put(Annotations.CONTENT_HASH, content);
        tree.withObject("/spec").put("image", "img:" + content).put("flinkVersion", "v1_19");
        tree.withObject("/spec/job")
                .put("jarURI", "local:///opt/flink/usrlib/job.jar")
                .put("upgradeMode", "savepoint")
                .put("state", "running");
        return Manifest.of(tree);
    }

    @Override
    public void close() {
        server.close();
    }
}
