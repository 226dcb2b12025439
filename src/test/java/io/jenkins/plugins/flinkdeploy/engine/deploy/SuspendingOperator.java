package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Plays what an operator does when jobs are suspended and resumed: it suspends as the upgrade mode says, leaves changes of a suspended
 * job as they are, and resumes with the mode with which it suspended.
 */
final class SuspendingOperator {
    private final LocalApiServer server;
    private final ClusterApi cluster;
    private final AtomicBoolean works = new AtomicBoolean(true);
    private final AtomicReference<String> startedWith = new AtomicReference<>("");
    private int savepoints;
    private int jobs;

    SuspendingOperator(LocalApiServer server, ClusterApi cluster) {
        this.server = server;
        this.cluster = cluster;
    }

    /** Does nothing until it is told to. */
    void pause() {
        works.set(false);
    }

    void resume() {
        works.set(true);
    }

    /** The upgrade mode by which the state of the last start was chosen. */
    Optional<String> startedWith() {
        return Optional.of(startedWith.get());
    }

    /** One turn; whatever cannot be done is done at the next one. */
    void work() {
        if (works.get()) {
            try {
                cluster.get(Play.RESOURCE).ifPresent(this::reconcile);
            } catch (ClusterException away) {
                return;
            }
        }
    }

    private void reconcile(Manifest live) {
        JsonNode last = live.textAt("/status/reconciliationStatus/lastReconciledSpec")
                .map(Json::read)
                .orElseGet(Json::object)
                .path("spec");
        JsonNode wanted = live.at("/spec");
        boolean suspended = last.at("/job/state").asText().equals("suspended");
        boolean suspend = wanted.at("/job/state").asText().equals("suspended");
        String mode = wanted.at("/job/upgradeMode").asText();
        JsonNode nonce = wanted.at("/job/savepointTriggerNonce");
        if (!suspended && !nonce.equals(last.at("/job/savepointTriggerNonce")) && nonce.isNumber() && !last.isEmpty()) {
            ObjectNode status = Json.object();
            savepoint(status, "MANUAL").put("triggerNonce", nonce.asLong());
            ObjectNode seen = (ObjectNode) last.deepCopy();
            seen.withObject("/job").set("savepointTriggerNonce", nonce);
            status(accepted(status, live, seen));
        } else if (last.equals(wanted)) {
            return;
        } else if (suspend && suspended) {
            specChanged(live);
        } else if (suspend) {
            ObjectNode status = Json.object();
            if (mode.equals("savepoint")) {
                savepoint(status, "UPGRADE");
            }
            status.put("lifecycleState", "SUSPENDED").put("jobManagerDeploymentStatus", "MISSING");
            status.withObject("/jobStatus").put("state", mode.equals("stateless") ? "CANCELED" : "FINISHED");
            status(accepted(status, live, (ObjectNode) wanted));
        } else {
            startedWith.set(
                    suspended && !mode.equals("stateless")
                            ? last.at("/job/upgradeMode").asText()
                            : mode);
            ObjectNode status = Json.object();
            status.put("lifecycleState", "STABLE").put("jobManagerDeploymentStatus", "READY");
            status.withObject("/reconciliationStatus").put("state", "DEPLOYED");
            jobs++;
            status.withObject("/jobStatus")
                    .put("state", "RUNNING")
                    .put("jobId", "job-" + jobs)
                    .put("startTime", String.valueOf(jobs));
            status(accepted(status, live, (ObjectNode) wanted));
        }
    }

    private static ObjectNode accepted(ObjectNode status, Manifest live, ObjectNode spec) {
        ObjectNode reconciled = Json.object();
        reconciled.set("spec", spec);
        reconciled
                .withObject("/resource_metadata/metadata")
                .put("generation", live.at("/metadata/generation").asLong());
        status.withObject("/reconciliationStatus").put("lastReconciledSpec", Json.write(reconciled));
        return status;
    }

    private ObjectNode savepoint(ObjectNode status, String trigger) {
        savepoints++;
        return status.withObject("/jobStatus/savepointInfo/lastSavepoint")
                .put("location", "file:/sp/savepoint-" + savepoints)
                .put("triggerType", trigger)
                .putNull("triggerNonce")
                .put("timeStamp", Instant.now().toEpochMilli());
    }

    private void specChanged(Manifest live) {
        String name = "orders-main.spec." + live.at("/metadata/generation").asLong();
        ObjectNode event = Json.object().put("apiVersion", "v1").put("kind", "Event");
        event.withObject("/metadata").put("name", name).put("namespace", "streaming");
        event.withObject("/involvedObject")
                .put("apiVersion", live.apiVersion())
                .put("kind", live.kind())
                .put("name", live.name())
                .put("namespace", "streaming")
                .put("uid", live.textAt("/metadata/uid").orElse(""));
        event.put("reason", "SpecChanged")
                .put("message", "UPGRADE change(s) detected")
                .put("type", "Normal");
        String now = Instant.now().toString();
        event.put("firstTimestamp", now).put("lastTimestamp", now).put("count", 1);
        try {
            cluster.create(Manifest.of(event));
        } catch (ClusterException told) {
            if (told.kind() != ClusterException.Kind.CONFLICT) {
                throw told;
            }
        }
    }

    /** Writes into the status. */
    void status(ObjectNode status) {
        try (var client = server.newClient()) {
            client.genericKubernetesResources(Play.RESOURCE.apiVersion(), Play.RESOURCE.kind())
                    .inNamespace("streaming")
                    .withName(Play.RESOURCE.name())
                    .subresource("status")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            Json.write(Json.object().set("status", status)));
        }
    }
}
