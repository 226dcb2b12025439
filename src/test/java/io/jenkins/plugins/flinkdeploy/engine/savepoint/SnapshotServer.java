package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A real API server with the operator's kinds, and whoever plays the operator in a test. */
public final class SnapshotServer implements AutoCloseable {
    static final String API_VERSION = "flink.apache.org/v1beta1";
    public static final String NAMESPACE = "streaming";

    private static final String CRD =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: %1$ss.flink.apache.org}
            spec:
              group: flink.apache.org
              names: {kind: %2$s, listKind: %2$sList, plural: %1$ss, singular: %1$s}
              scope: Namespaced
              versions:
                - name: v1beta1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec: %3$s
                        status: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;
    private static final String ANYTHING = "{type: object, x-kubernetes-preserve-unknown-fields: true}";
    private static final String SNAPSHOT_SPEC =
            "{type: object, properties: {backoffLimit: {type: integer}, jobReference: {type: object, properties:"
                    + " {kind: {type: string, enum: [FlinkDeployment, FlinkSessionJob]}, name: {type: string}}},"
                    + " savepoint: {type: object, properties: {disposeOnDelete: {type: boolean}, path: {type: string},"
                    + " formatType: {type: string, enum: [CANONICAL, NATIVE, UNKNOWN]}}}}}";

    private final LocalApiServer server;
    private final ClusterApi api;
    private final KubernetesClient client;

    private SnapshotServer(boolean snapshots) {
        server = LocalApiServer.start(0);
        server.createNamespace(NAMESPACE);
        install("flinkdeployment", "FlinkDeployment", ANYTHING);
        install("flinksessionjob", "FlinkSessionJob", ANYTHING);
        if (snapshots) {
            install("flinkstatesnapshot", "FlinkStateSnapshot", SNAPSHOT_SPEC);
        }
        api = ClusterConnection.of(server.url(), Optional.empty(), Optional.empty(), false)
                .connect();
        client = server.newClient();
    }

    /** A server of an operator that is asked by objects. */
    public static SnapshotServer withSnapshots() {
        return new SnapshotServer(true);
    }

    /** A server of an operator that is asked by nonce. */
    static SnapshotServer withNonces() {
        return new SnapshotServer(false);
    }

    private void install(String name, String kind, String spec) {
        server.installCrds(
                new ByteArrayInputStream(CRD.formatted(name, kind, spec).getBytes(StandardCharsets.UTF_8)));
    }

    /** Where the logs of pods come from: each has this text. */
    public void logs(String text) {
        server.logs(request -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Where Flink answers, for every cluster. */
    public void flink(int port) {
        server.proxy((namespace, service, asked) ->
                Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    /** How many requests there were, of whoever. */
    public int requests() {
        return server.requestCount();
    }

    public String url() {
        return server.url();
    }

    public ClusterApi api() {
        return api;
    }

    public static ResourceId id(String kind, String name) {
        return new ResourceId(API_VERSION, kind, NAMESPACE, name);
    }

    /** An application cluster with a job in this state. */
    public ResourceId application(String name, String state) {
        ResourceId id = id("FlinkDeployment", name);
        api.create(Manifest.of(tree(id, spec -> spec.putObject("job").put("upgradeMode", "savepoint"))));
        status(id, running(name, state));
        return id;
    }

    public ResourceId sessionCluster(String name) {
        ResourceId id = id("FlinkDeployment", name);
        api.create(Manifest.of(tree(id, spec -> spec.put("image", "flink"))));
        return id;
    }

    public ResourceId sessionJob(String cluster, String name, String state) {
        ResourceId id = id("FlinkSessionJob", name);
        api.create(Manifest.of(tree(id, spec -> {
            spec.put("deploymentName", cluster);
            spec.putObject("job")
                    .put("upgradeMode", "savepoint")
                    .put("state", state.equals("SUSPENDED") ? "suspended" : "running");
        })));
        status(id, running(name, state));
        return id;
    }

    private static ObjectNode running(String name, String state) {
        ObjectNode status = Json.object();
        status.putObject("jobStatus").put("state", state).put("jobId", "job-of-" + name);
        return status;
    }

    private static ObjectNode tree(ResourceId id, java.util.function.Consumer<ObjectNode> spec) {
        ObjectNode tree = Json.object().put("apiVersion", id.apiVersion()).put("kind", id.kind());
        tree.putObject("metadata").put("name", id.name()).put("namespace", id.namespace());
        spec.accept(tree.putObject("spec"));
        return tree;
    }

    /** What the operator writes. */
    public void status(ResourceId id, ObjectNode status) {
        ObjectNode patch = Json.object();
        patch.set("status", status);
        client.genericKubernetesResources(id.apiVersion(), id.kind())
                .inNamespace(id.namespace())
                .withName(id.name())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), Json.write(patch));
    }

    /** The objects that ask for savepoints. */
    public List<Manifest> snapshots() {
        return api.list(API_VERSION, "FlinkStateSnapshot", NAMESPACE, "");
    }

    /** A lease that somebody holds. */
    public void lease(String resource, String holder) {
        ObjectNode tree =
                Json.object().put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        tree.putObject("metadata").put("name", "flink-deploy-" + resource).put("namespace", NAMESPACE);
        tree.putObject("spec")
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", 60)
                .put(
                        "renewTime",
                        java.time.Instant.now()
                                .truncatedTo(java.time.temporal.ChronoUnit.MICROS)
                                .toString());
        api.create(Manifest.of(tree));
    }

    GenericKubernetesResource resource(ResourceId id) {
        return client.genericKubernetesResources(id.apiVersion(), id.kind())
                .inNamespace(id.namespace())
                .withName(id.name())
                .get();
    }

    @Override
    public void close() {
        client.close();
        api.close();
        server.close();
    }
}
