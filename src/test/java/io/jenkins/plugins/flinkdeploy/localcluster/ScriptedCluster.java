package io.jenkins.plugins.flinkdeploy.localcluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A real API server with a scripted stand-in for the operator, for tests of what comes before and after the operator's work: it writes
 * the status of a healthy job as soon as a specification changes, unless the test holds the resource back, or the specification is
 * one that fails (a path or image that contains {@code failing}). There is no Flink.
 */
public final class ScriptedCluster implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ScriptedCluster.class.getName());
    private static final String NONCE = "/spec/job/savepointTriggerNonce";
    private static final String NAMESPACE = "streaming";
    private static final String API_VERSION = "flink.apache.org/v1beta1";

    private final LocalApiServer server;
    private final KubernetesClient client;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private ScriptedCluster(LocalApiServer server) {
        this.server = server;
        this.client = server.newClient();
        timer.scheduleWithFixedDelay(this::look, 50, 50, TimeUnit.MILLISECONDS);
    }

    public static ScriptedCluster start() throws IOException {
        LocalApiServer server = LocalApiServer.start(0);
        ClusterArtifacts artifacts = ClusterArtifacts.resolve(FlinkRelease.NEWEST, new ArtifactResolver());
        for (InputStream definition : artifacts.customResourceDefinitions()) {
            server.installCrds(definition);
        }
        server.createNamespace(NAMESPACE);
        return new ScriptedCluster(server);
    }

    public LocalApiServer server() {
        return server;
    }

    /** Leaves resources of this name as they are. */
    public void hold(String name) {
        held.add(name);
    }

    public void release(String name) {
        held.remove(name);
    }

    /** Has somebody else deploy to a FlinkDeployment, for ten minutes at most. */
    public void lock(String name) {
        client.leases()
                .inNamespace(NAMESPACE)
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName("flink-deploy-" + name)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("another")
                        .withLeaseDurationSeconds(600)
                        .withRenewTime(ZonedDateTime.now())
                        .endSpec()
                        .build())
                .create();
    }

    public void unlock(String name) {
        client.leases().inNamespace(NAMESPACE).withName("flink-deploy-" + name).delete();
    }

    /** A resource as the API server has it. */
    public Optional<ObjectNode> get(String kind, String name) {
        return client.genericKubernetesResources(API_VERSION, kind).inAnyNamespace().list().getItems().stream()
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .findFirst()
                .map(resource -> Json.mapper().<ObjectNode>valueToTree(resource));
    }

    private void look() {
        try {
            for (String kind : new String[] {"FlinkDeployment", "FlinkSessionJob"}) {
                client.genericKubernetesResources(API_VERSION, kind).inAnyNamespace().list().getItems().stream()
                        .filter(resource ->
                                !held.contains(resource.getMetadata().getName()))
                        .forEach(this::reconcile);
            }
        } catch (RuntimeException e) {
            // The next look finds it, as the real operator's does.
            LOGGER.log(Level.WARNING, "The scripted operator looks again", e);
        }
    }

    private void reconcile(GenericKubernetesResource resource) {
        ObjectNode tree = Json.mapper().valueToTree(resource);
        long generation = tree.at("/metadata/generation").asLong();
        // Operator 1.7 writes no observedGeneration, and its definitions know none.
        String accepted = accepted(tree, generation);
        if (tree.at("/status/reconciliationStatus/lastReconciledSpec").asText().equals(accepted)) {
            return;
        }
        ObjectNode patch = Json.object();
        ObjectNode status = patch.withObject("/status");
        status.withObject("/reconciliationStatus")
                .put("lastReconciledSpec", accepted)
                .put("state", "DEPLOYED");
        if (tree.path("spec").toString().contains("failing")) {
            status.put("error", "{\"type\":\"x.ValidationException\",\"message\":\"refused by the script\"}");
        } else {
            status.putNull("error");
            status.put("lifecycleState", "STABLE");
            if (resource.getKind().equals("FlinkDeployment")) {
                status.put("jobManagerDeploymentStatus", "READY");
            }
            if (isSavepointAskedFor(tree)) {
                status.withObject("/jobStatus/savepointInfo/lastSavepoint")
                        .put("location", "s3://any/savepoints/savepoint-" + generation)
                        .put("timeStamp", System.currentTimeMillis())
                        .put("triggerType", "MANUAL")
                        .put("triggerNonce", tree.at(NONCE).asLong());
            } else if (tree.at("/spec/job/state").asText().equals("suspended")) {
                status.put("lifecycleState", "SUSPENDED").put("jobManagerDeploymentStatus", "MISSING");
                status.withObject("/jobStatus").put("state", "FINISHED");
                status.withObject("/jobStatus/savepointInfo/lastSavepoint")
                        .put("location", "s3://any/savepoints/stopped-" + generation)
                        .put("timeStamp", System.currentTimeMillis())
                        .put("triggerType", "UPGRADE")
                        .putNull("triggerNonce");
            } else if (tree.at("/spec/job").isObject()) {
                status.withObject("/jobStatus")
                        .put("state", "RUNNING")
                        .put("jobId", "job-" + generation)
                        .put("startTime", String.valueOf(generation));
            }
        }
        client.genericKubernetesResources(API_VERSION, resource.getKind())
                .inNamespace(resource.getMetadata().getNamespace())
                .withName(resource.getMetadata().getName())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), Json.write(patch));
    }

    private static String accepted(ObjectNode tree, long generation) {
        ObjectNode accepted = Json.object();
        accepted.set("spec", tree.path("spec"));
        accepted.withObject("/resource_metadata/metadata").put("generation", generation);
        return Json.write(accepted);
    }

    /** A new nonce, for which a job that runs need not stop. */
    private static boolean isSavepointAskedFor(ObjectNode tree) {
        String before =
                tree.at("/status/reconciliationStatus/lastReconciledSpec").asText();
        boolean runs = tree.at("/status/jobStatus/state").asText().equals("RUNNING");
        return runs
                && tree.at(NONCE).isNumber()
                && !tree.at(NONCE).equals(Json.read(before).at(NONCE));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.close();
        server.close();
    }
}
