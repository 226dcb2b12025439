package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment would do to one resource.
 *
 * @param resource the resource
 * @param action what would be done with it
 * @param changes the fields that differ, in the order of the cluster file; for a new resource everything that it has
 * @param warnings what a person should think about before it is deployed, whole sentences
 * @param refusal why the API server would not take it, empty when it would
 */
public record ResourcePlan(
        ResourceId resource, Action action, List<Change> changes, List<String> warnings, Optional<String> refusal) {
    /** What would be done with a resource. */
    public enum Action {
        CREATE,
        CHANGE,
        UNCHANGED
    }

    public ResourcePlan {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Whether the operator starts the job anew, so that a deployment must wait for a new one. True for a change that the
     * operator refuses, too: what runs then is never the new version.
     */
    @JsonProperty
    public boolean restartsJob() {
        return action == Action.CREATE
                || changes.stream().map(Change::impact).anyMatch(ResourcePlan::leadsToAnotherJob);
    }

    private static boolean leadsToAnotherJob(Impact impact) {
        return switch (impact) {
            case RESTARTS, BESIDE, AFTER_BUILD, STARTS, STOPS, REFUSED -> true;
            case IN_PLACE, IGNORED -> false;
        };
    }

    public ResourcePlan withWarning(String warning) {
        List<String> more = new ArrayList<>(warnings);
        more.add(warning);
        return new ResourcePlan(resource, action, changes, more, refusal);
    }

    public ResourcePlan withRefusal(String why) {
        return new ResourcePlan(resource, action, changes, warnings, Optional.of(why));
    }

    /** The same where the image is yet to be built, so that nobody knows whether it differs. */
    public ResourcePlan withImageToBeBuilt() {
        List<Change> judged = changes.stream()
                .map(change -> standsForTheImage(change) ? change.with(Impact.AFTER_BUILD) : change)
                .toList();
        return new ResourcePlan(resource, action, judged, warnings, refusal);
    }

    private boolean standsForTheImage(Change change) {
        boolean restarts = change.impact() == Impact.RESTARTS || change.impact() == Impact.BESIDE;
        String path = resource.kind().equals("FlinkSessionJob") ? "spec.restartNonce" : "spec.image";
        return restarts && change.resourcePath().equals(path);
    }

    boolean has(Impact impact) {
        return changes.stream().anyMatch(change -> change.impact() == impact);
    }
}
