package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The savepoints that this tool took of a resource: ControllerRevisions beside it, which go when the resource goes. */
public final class SavepointRecords {
    private static final Logger LOGGER = Logger.getLogger(SavepointRecords.class.getName());
    private static final String API_VERSION = "apps/v1";
    private static final String KIND = "ControllerRevision";

    private final ClusterApi cluster;

    public SavepointRecords(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /** What was taken of a resource, newest first. Records that cannot be read are left out. */
    public List<SavepointRecord> of(ResourceId resource) {
        return cluster
                .list(API_VERSION, KIND, resource.namespace(), SavepointTrigger.OF + "=" + resource.name())
                .stream()
                .map(SavepointRecords::read)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(SavepointRecord::takenAt).reversed())
                .toList();
    }

    /** Writes a savepoint down; doing so twice is the same as once. */
    public void write(ResourceId resource, String ownerUid, SavepointRecord record) {
        try {
            cluster.create(Manifest.of(tree(resource, ownerUid, record)));
        } catch (ClusterException e) {
            if (e.kind() != ClusterException.Kind.CONFLICT) {
                throw e;
            }
        }
    }

    void delete(ResourceId resource, SavepointRecord record) {
        cluster.delete(new ResourceId(API_VERSION, KIND, resource.namespace(), name(resource, record)));
    }

    private static String name(ResourceId resource, SavepointRecord record) {
        return resource.name() + "-savepoint-" + record.id();
    }

    private static Optional<SavepointRecord> read(Manifest manifest) {
        try {
            return Optional.of(Json.read(manifest.at("/data").toString(), SavepointRecord.class));
        } catch (UncheckedIOException unreadable) {
            LOGGER.log(Level.FINE, unreadable, () -> "Savepoint record left out: " + manifest);
            return Optional.empty();
        }
    }

    private static ObjectNode tree(ResourceId resource, String ownerUid, SavepointRecord record) {
        ObjectNode tree = Json.object().put("apiVersion", API_VERSION).put("kind", KIND);
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", name(resource, record)).put("namespace", resource.namespace());
        metadata.putObject("labels")
                .put(SavepointTrigger.OF, resource.name())
                .put(Labels.MANAGED_BY, Labels.FLINK_DEPLOY);
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", resource.apiVersion())
                .put("kind", resource.kind())
                .put("name", resource.name())
                .put("uid", ownerUid);
        tree.set("data", Json.mapper().valueToTree(record));
        tree.put("revision", record.takenAt().getEpochSecond());
        return tree;
    }
}
