package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the statuses that the operator's blue/green controller writes (releases 1.13 to 1.15 and main of July 2026), in their order:
 * one step is one reconciliation. Images named "broken" never become ready, those named "dying" fail when they are active.
 */
final class PlayedBlueGreenOperator {
    static final ResourceId RESOURCE =
            new ResourceId("flink.apache.org/v1beta1", "FlinkBlueGreenDeployment", "streaming", "orders-main");

    /** The parts of the operator's own definition that deployments meet, as narrow as they are there. */
    private static final String CRD =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: flinkbluegreendeployments.flink.apache.org}
            spec:
              group: flink.apache.org
              names: {kind: FlinkBlueGreenDeployment, listKind: FlinkBlueGreenDeploymentList,
                      plural: flinkbluegreendeployments, singular: flinkbluegreendeployment}
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
                        spec:
                          type: object
                          properties:
                            configuration: {type: object, additionalProperties: {type: string}}
                            template:
                              type: object
                              properties:
                                metadata: {type: object}
                                spec: {type: object, x-kubernetes-preserve-unknown-fields: true}
                        status:
                          type: object
                          properties:
                            abortTimestamp: {type: string}
                            blueGreenState:
                              type: string
                              enum: [ACTIVE_BLUE, ACTIVE_GREEN, INITIALIZING_BLUE, SAVEPOINTING_BLUE, SAVEPOINTING_GREEN,
                                     TRANSITIONING_TO_BLUE, TRANSITIONING_TO_GREEN]
                            deploymentReadyTimestamp: {type: string}
                            error: {type: string}
                            jobStatus: {type: object, properties: {jobId: {type: string}, state: {type: string}}}
                            lastReconciledSpec: {type: string}
                            lastReconciledTimestamp: {type: string}
                            savepointTriggerId: {type: string}
            """;

    private static final int STEPS_BEFORE_ABORT = 8;

    private final LocalApiServer server;
    private final ClusterApi cluster;
    private volatile boolean patient;
    private volatile boolean snapshots;
    private int waited;
    private int started;

    PlayedBlueGreenOperator(LocalApiServer server, ClusterApi cluster) {
        this.server = server;
        this.cluster = cluster;
        server.installCrds(new ByteArrayInputStream(CRD.getBytes(StandardCharsets.UTF_8)));
    }

    /** Never gives up a colour from now on, as with a long grace period. */
    void waitForEver() {
        patient = true;
    }

    void step() {
        cluster.get(RESOURCE).ifPresent(this::reconcile);
        if (snapshots) {
            cluster.list(RESOURCE.apiVersion(), "FlinkStateSnapshot", "streaming", "").stream()
                    .filter(snapshot -> snapshot.textAt("/status/state").isEmpty())
                    .forEach(snapshot -> tell(
                            snapshot.id(),
                            Json.object()
                                    .put("state", "COMPLETED")
                                    .put(
                                            "path",
                                            "file:/sp/of-"
                                                    + snapshot.textAt("/spec/jobReference/kind")
                                                            .orElse("")
                                                    + "-"
                                                    + snapshot.textAt("/spec/jobReference/name")
                                                            .orElse(""))));
        }
    }

    /** Takes savepoints that are asked for by objects; their paths name the job that was meant. */
    void takeSnapshots() {
        LocalCrd.install(server, "FlinkStateSnapshot");
        snapshots = true;
    }

    private void reconcile(Manifest live) {
        String state = live.textAt("/status/blueGreenState").orElse("");
        String colour = state.endsWith("GREEN") ? "green" : "blue";
        if (state.isEmpty()) {
            tell(status("INITIALIZING_BLUE"));
        } else if (state.startsWith("INITIALIZING")) {
            if (live.textAt("/status/lastReconciledSpec").isEmpty()) {
                begin(live, "blue");
            }
        } else if (state.startsWith("SAVEPOINTING")) {
            tell(status("ACTIVE_" + colour.toUpperCase(Locale.ROOT)));
        } else if (state.startsWith("TRANSITIONING")) {
            transition(live, colour);
        } else {
            active(live, colour);
        }
    }

    private void active(Manifest live, String colour) {
        boolean ready =
                image(child(colour)).filter(name -> !name.contains("dying")).isPresent();
        if (!ready) {
            tell(child(colour).id(), childStatus("FAILED", "STABLE", "the job failed"));
        }
        if (isTakenUp(live)) {
            return;
        }
        if (!ready) {
            if (!live.textAt("/status/jobStatus/state").equals(Optional.of("FAILING"))) {
                tell(failing("Transition to " + other(colour).toUpperCase(Locale.ROOT)
                                + " not possible, current Flink Deployment 'orders-main-" + colour
                                + "' is not READY. FAILING 'orders-main'")
                        .put("lastReconciledSpec", spec(live)));
            }
        } else if (live.textAt("/status/savepointTriggerId").isEmpty()) {
            tell(status("SAVEPOINTING_" + colour.toUpperCase(Locale.ROOT)).put("savepointTriggerId", "t-1"));
        } else {
            begin(live, other(colour));
        }
    }

    private void begin(Manifest live, String colour) {
        ObjectNode tree = Json.object().put("apiVersion", RESOURCE.apiVersion()).put("kind", "FlinkDeployment");
        tree.withObject("/metadata").put("name", "orders-main-" + colour).put("namespace", "streaming");
        tree.set("spec", live.at("/spec/template/spec"));
        ResourceId id = id(colour);
        cluster.get(id).ifPresent(old -> cluster.delete(id));
        cluster.create(Manifest.of(tree));
        waited = 0;
        ObjectNode status = status("TRANSITIONING_TO_" + colour.toUpperCase(Locale.ROOT))
                .put("lastReconciledSpec", spec(live))
                .putNull("error");
        status.withObject("/jobStatus").put("state", "RECONCILING");
        tell(status);
    }

    private void transition(Manifest live, String colour) {
        waited++;
        if (!isTakenUp(live)) {
            begin(live, colour);
        } else if (image(child(colour)).orElse("").contains("broken")) {
            tell(id(colour), childStatus("RECONCILING", "DEPLOYED", "no such class: org.example.Absent"));
            if (waited > STEPS_BEFORE_ABORT && !patient) {
                giveUp(colour);
            }
        } else if (waited == 2) {
            started++;
            tell(id(colour), childStatus("RUNNING", "STABLE", ""));
        } else if (waited == 4) {
            tell(Json.object().put("deploymentReadyTimestamp", "2026-07-20T10:00:00Z"));
        } else if (waited > 6) {
            cluster.get(id(other(colour))).ifPresent(old -> cluster.delete(old.id()));
            ObjectNode status = status("ACTIVE_" + colour.toUpperCase(Locale.ROOT))
                    .putNull("error")
                    .putNull("savepointTriggerId");
            status.withObject("/jobStatus").put("state", "RUNNING");
            tell(status);
        }
    }

    private void giveUp(String colour) {
        boolean first = cluster.get(id(other(colour))).isEmpty();
        String back = first ? "INITIALIZING_BLUE" : "ACTIVE_" + other(colour).toUpperCase(Locale.ROOT);
        tell(failing("Aborting deployment 'orders-main-" + colour + "', rolling B/G deployment back to " + back)
                .put("blueGreenState", back)
                .putNull("savepointTriggerId"));
    }

    private static ObjectNode status(String state) {
        return Json.object().put("blueGreenState", state);
    }

    private static ObjectNode failing(String error) {
        ObjectNode status = Json.object().put("error", error);
        status.withObject("/jobStatus").put("state", "FAILING");
        return status;
    }

    private ObjectNode childStatus(String job, String lifecycle, String error) {
        ObjectNode status = Json.object().put("observedGeneration", 1).put("lifecycleState", lifecycle);
        status.put("jobManagerDeploymentStatus", "READY");
        status.withObject("/reconciliationStatus").put("state", "DEPLOYED");
        status.withObject("/jobStatus").put("state", job).put("jobId", "job-" + started);
        return error.isEmpty() ? status.putNull("error") : status.put("error", error);
    }

    private static String spec(Manifest live) {
        return Json.write(Json.object().set("spec", live.at("/spec")));
    }

    private static boolean isTakenUp(Manifest live) {
        return live.textAt("/status/lastReconciledSpec").equals(Optional.of(spec(live)));
    }

    private Manifest child(String colour) {
        return cluster.get(id(colour)).orElseThrow();
    }

    private static Optional<String> image(Manifest child) {
        return child.textAt("/spec/image");
    }

    private static ResourceId id(String colour) {
        return new ResourceId(RESOURCE.apiVersion(), "FlinkDeployment", "streaming", "orders-main-" + colour);
    }

    private static String other(String colour) {
        return colour.equals("blue") ? "green" : "blue";
    }

    private void tell(ObjectNode status) {
        tell(RESOURCE, status);
    }

    private void tell(ResourceId resource, ObjectNode status) {
        try (var client = server.newClient()) {
            client.genericKubernetesResources(resource.apiVersion(), resource.kind())
                    .inNamespace(resource.namespace())
                    .withName(resource.name())
                    .subresource("status")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            Json.write(Json.object().set("status", status)));
        }
    }
}
