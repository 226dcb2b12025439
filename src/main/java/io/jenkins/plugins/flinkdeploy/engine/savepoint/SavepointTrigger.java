package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Asks the operator for savepoints. Asking twice under the same id is the same as asking once. */
public final class SavepointTrigger {
    /** The kind by which newer operators are asked. */
    public static final String KIND = "FlinkStateSnapshot";

    /** The label under which a snapshot object carries the name of the resource that it is of. */
    static final String OF = Annotations.PREFIX + "savepoint-of";

    /** The back-off is 10, 20 and 40 seconds; the operator's default of -1 meant "never again" up to 1.15.0. */
    private static final int ATTEMPTS_AGAIN = 2;

    private final ClusterApi cluster;

    public SavepointTrigger(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /**
     * Asks for a savepoint of the job that a resource runs.
     *
     * @param resource a FlinkDeployment with a job, or a FlinkSessionJob
     * @param id of the deployment or of the savepoint run; the savepoint is known again by it
     * @param annotations what is written on the snapshot object
     * @param jobId the job that runs
     * @throws ClusterException when the API server cannot be asked, or refuses
     */
    public SavepointAsked ask(
            ResourceId resource, String id, Map<String, String> annotations, Optional<String> jobId, Instant now) {
        if (cluster.serves(resource.apiVersion(), KIND)) {
            Manifest snapshot = snapshot(resource, id, annotations);
            try {
                cluster.create(snapshot);
            } catch (ClusterException e) {
                // Created before, by a request whose answer was lost.
                if (e.kind() != ClusterException.Kind.CONFLICT) {
                    throw e;
                }
            }
            return new SavepointAsked(now, SavepointMethod.SNAPSHOT, snapshot.name(), jobId);
        }
        long nonce = nonce(id);
        ObjectNode patch = Json.object();
        patch.withObject("/spec/job").put("savepointTriggerNonce", nonce);
        cluster.patch(resource, patch);
        return new SavepointAsked(now, SavepointMethod.NONCE, String.valueOf(nonce), jobId);
    }

    /** The object that asks for a savepoint of a resource. */
    public static ResourceId snapshotOf(ResourceId resource, SavepointAsked asked) {
        return new ResourceId(resource.apiVersion(), KIND, resource.namespace(), asked.trigger());
    }

    /** A positive number that belongs to this id alone, so that asking twice asks for one savepoint. */
    public static long nonce(String id) {
        return Math.floorMod((long) id.hashCode() * 0x9E3779B97F4A7C15L, Long.MAX_VALUE - 1) + 1;
    }

    private static Manifest snapshot(ResourceId resource, String id, Map<String, String> annotations) {
        ObjectNode tree = Json.object().put("apiVersion", resource.apiVersion()).put("kind", KIND);
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", resource.name() + "-" + id).put("namespace", resource.namespace());
        metadata.putObject("labels").put(Labels.MANAGED_BY, Labels.FLINK_DEPLOY).put(OF, resource.name());
        ObjectNode notes = metadata.putObject("annotations").put(Annotations.DEPLOYMENT_ID, id);
        annotations.forEach(notes::put);
        ObjectNode spec = tree.putObject("spec").put("backoffLimit", ATTEMPTS_AGAIN);
        spec.putObject("jobReference").put("kind", resource.kind()).put("name", resource.name());
        // The data must outlive the object: retention is ours.
        spec.putObject("savepoint").put("disposeOnDelete", false).put("formatType", "CANONICAL");
        return Manifest.of(tree);
    }
}
