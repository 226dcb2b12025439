package io.jenkins.plugins.flinkdeploy.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The record of actions of a resource, an annotation on it: whoever can see the resource can see it, and writing it needs no more
 * rights than the action itself. It is written beside the fields that are applied, so a deployment leaves it as it is.
 */
public final class ActionNotes {
    /** The annotation: a JSON array, newest first. */
    public static final String ANNOTATION = "flinkdeploy.jenkins.io/actions";

    /** How many actions of one resource are kept. */
    static final int KEPT = 10;

    private final ClusterApi cluster;

    public ActionNotes(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /** The actions that a resource tells, newest first. What cannot be read is left out. */
    public static List<ActionNote> of(Manifest resource) {
        List<ActionNote> notes = new ArrayList<>();
        try {
            for (JsonNode note : resource.annotation(ANNOTATION).map(Json::read).orElseGet(Json::object)) {
                notes.add(Json.read(note.toString(), ActionNote.class));
            }
        } catch (UncheckedIOException unreadable) {
            return List.copyOf(notes);
        }
        return List.copyOf(notes);
    }

    /** Writes an action down; one with the same id takes the place of the earlier one. */
    public void write(ResourceId resource, ActionNote note) {
        List<ActionNote> notes = new ArrayList<>(List.of(note));
        cluster.get(resource).map(ActionNotes::of).orElse(List.of()).stream()
                .filter(earlier -> !earlier.id().equals(note.id()))
                .limit(KEPT - 1L)
                .forEach(notes::add);
        ObjectNode patch = Json.object();
        patch.withObject("/metadata/annotations").put(ANNOTATION, Json.write(notes));
        cluster.patch(resource, patch);
    }
}
