package io.jenkins.plugins.flinkdeploy.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Revision records on the cluster: {@code apps/v1} ControllerRevisions owned by the resource, so that every controller and every
 * person sees the same history, and that it goes when the resource goes.
 */
public final class Revisions {
    private static final Logger LOGGER = Logger.getLogger(Revisions.class.getName());

    /** How many revisions of one resource are kept. */
    static final int KEPT = 10;

    private static final String API_VERSION = "apps/v1";
    private static final String KIND = "ControllerRevision";
    private static final String OF = "flinkdeploy.jenkins.io/revision-of";

    private final ClusterApi cluster;

    public Revisions(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /** The revisions of a resource, newest first. Records that cannot be read are left out. */
    public List<Revision> of(ResourceId resource) {
        return records(resource).stream()
                .map(Revisions::read)
                .flatMap(Optional::stream)
                // A cluster and a job of the same name share the label.
                .filter(revision -> revision.manifest().kind().equals(resource.kind()))
                .sorted(Comparator.comparingLong(Revision::number).reversed())
                .toList();
    }

    /** As below, when it is not known which there are. */
    public void write(ResourceId resource, String ownerUid, Revision revision) {
        create(resource, ownerUid, revision);
        List<Manifest> records = records(resource).stream()
                .sorted(Comparator.<Manifest>comparingLong(
                                record -> record.at("/revision").asLong())
                        .reversed())
                .toList();
        for (Manifest old : records.subList(Math.min(KEPT, records.size()), records.size())) {
            cluster.delete(old.id());
        }
    }

    /**
     * Writes a revision; writing the same one twice is the same as once. Older ones beyond those kept are removed.
     *
     * @param old which those are: {@link #beyond} says so
     */
    public void write(ResourceId resource, String ownerUid, Revision revision, List<String> old) {
        create(resource, ownerUid, revision);
        old.forEach(deploymentId ->
                cluster.delete(new ResourceId(API_VERSION, KIND, resource.namespace(), name(resource, deploymentId))));
    }

    /**
     * The deployments whose revisions are too many once one more is written.
     *
     * @param before the revisions that there are, newest first
     */
    public static List<String> beyond(List<Revision> before) {
        return before.stream().skip(KEPT - 1L).map(Revision::deploymentId).toList();
    }

    private void create(ResourceId resource, String ownerUid, Revision revision) {
        try {
            cluster.create(Manifest.of(tree(resource, ownerUid, revision)));
        } catch (ClusterException e) {
            if (e.kind() != ClusterException.Kind.CONFLICT) {
                throw e;
            }
        }
    }

    private static String name(ResourceId resource, String deploymentId) {
        return resource.name() + "-" + deploymentId;
    }

    private List<Manifest> records(ResourceId resource) {
        return cluster.list(API_VERSION, KIND, resource.namespace(), OF + "=" + resource.name());
    }

    private static Optional<Revision> read(Manifest record) {
        JsonNode data = record.at("/data");
        try {
            return Optional.of(Json.read(data.toString(), Revision.class));
        } catch (UncheckedIOException unreadable) {
            LOGGER.log(Level.FINE, unreadable, () -> "Revision record left out: " + record);
            return Optional.empty();
        }
    }

    private static ObjectNode tree(ResourceId resource, String ownerUid, Revision revision) {
        ObjectNode tree = Json.object().put("apiVersion", API_VERSION).put("kind", KIND);
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", name(resource, revision.deploymentId()));
        metadata.put("namespace", resource.namespace());
        metadata.putObject("labels")
                .put(OF, resource.name())
                .put("app.kubernetes.io/managed-by", ClusterApi.FIELD_MANAGER);
        ObjectNode owner = metadata.putArray("ownerReferences").addObject();
        owner.put("apiVersion", resource.apiVersion());
        owner.put("kind", resource.kind());
        owner.put("name", resource.name());
        owner.put("uid", ownerUid);
        tree.set("data", Json.mapper().valueToTree(revision));
        tree.put("revision", revision.number());
        return tree;
    }
}
