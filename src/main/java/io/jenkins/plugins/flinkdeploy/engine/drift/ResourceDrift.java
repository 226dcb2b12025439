package io.jenkins.plugins.flinkdeploy.engine.drift;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * How far a resource is from what its file says and flink-deploy applied.
 *
 * @param resource which
 * @param missing whether it is not there
 * @param stopped that somebody stopped it, and who; empty when nobody did
 * @param edits fields that somebody changed
 * @param behind that it runs an earlier commit than the repository has, a sentence; empty when it does not
 * @param notes what cannot be told, or is worth knowing without being a drift, whole sentences
 */
public record ResourceDrift(
        ResourceId resource,
        boolean missing,
        Optional<String> stopped,
        List<Edit> edits,
        Optional<String> behind,
        List<String> notes) {
    public ResourceDrift {
        edits = List.copyOf(edits);
        notes = List.copyOf(notes);
    }

    static ResourceDrift missing(ResourceId resource) {
        return new ResourceDrift(resource, true, Optional.empty(), List.of(), Optional.empty(), List.of());
    }

    /** Whether anything is not as it should be. */
    @JsonProperty
    public boolean drifted() {
        return missing || stopped.isPresent() || !edits.isEmpty() || behind.isPresent();
    }
}
