package io.jenkins.plugins.flinkdeploy.engine.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a FlinkBlueGreenDeployment together with its two FlinkDeployments as if it were one resource. What identifies an execution
 * of the job is its colour: a transition is over when the other colour is the active one. The rest of the status is that of the
 * colour that matters now; while no colour is active, the lifecycle is the state of the transition.
 *
 * <p>States after the operator's {@code FlinkBlueGreenDeploymentState}, releases 1.13 to 1.15.
 */
public final class BlueGreenReader {
    public static final String KIND = "FlinkBlueGreenDeployment";

    private BlueGreenReader() {}

    static boolean reads(Manifest manifest) {
        return manifest.kind().equals(KIND);
    }

    /** Name of the FlinkDeployment of a colour. */
    public static String child(String name, String colour) {
        return name + "-" + colour;
    }

    /**
     * Reads it.
     *
     * @param children the FlinkDeployments by their names, as far as they are known
     */
    public static ResourceSeen read(Manifest manifest, Map<String, Manifest> children) {
        String state = manifest.textAt("/status/blueGreenState").orElse("");
        String colour = colour(state);
        boolean active = state.startsWith("ACTIVE_");
        String name = child(manifest.name(), colour);
        Optional<ResourceSeen> child = Optional.ofNullable(children.get(name))
                .map(ResourceSeen::of)
                // Until its own operator has seen what it was changed to, its status is that of an earlier version.
                .filter(seen -> seen.acceptedGeneration() >= seen.generation());
        Optional<String> ownState = manifest.textAt("/status/jobStatus/state");
        Optional<String> jobState = child.flatMap(seen -> seen.job().state()).or(() -> ownState);
        boolean known = !state.isEmpty() && jobState.isPresent();
        return new ResourceSeen(
                Role.BLUE_GREEN,
                name,
                manifest.textAt("/metadata/uid").orElse(""),
                manifest.at("/metadata/generation").asLong(),
                isTakenUp(manifest) ? manifest.at("/metadata/generation").asLong() : 0,
                active
                        ? child.flatMap(ResourceSeen::lifecycle)
                                .or(() -> ownState.filter("RUNNING"::equals).map(running -> "STABLE"))
                        : Optional.of(state).filter(text -> !text.isEmpty()),
                child.flatMap(ResourceSeen::reconciliation)
                        .or(() -> active ? Optional.of("DEPLOYED") : Optional.empty()),
                child.flatMap(ResourceSeen::jobManager),
                child.flatMap(ResourceSeen::running),
                new JobSeen(
                        jobState,
                        // A job that does not run is nobody's: resuming it, on whatever colour, is another execution.
                        Optional.of(colour).filter(any -> known && !jobState.equals(Optional.of("SUSPENDED"))),
                        Optional.empty()),
                manifest.textAt("/status/error")
                        .filter(text -> !text.isBlank())
                        .map(OperatorError::parse)
                        .or(() -> child.flatMap(ResourceSeen::error)),
                child.flatMap(ResourceSeen::lastSavepoint),
                manifest.textAt("/spec/template/spec/job/state")
                        .filter("suspended"::equals)
                        .isPresent(),
                manifest.annotation(ResourceSeen.DEPLOYMENT_ID),
                Optional.of(colours(manifest, state, children)));
    }

    private static String colour(String state) {
        return state.endsWith("GREEN") ? "green" : "blue";
    }

    private static Colours colours(Manifest manifest, String state, Map<String, Manifest> children) {
        String colour = colour(state);
        String other = colour.equals("blue") ? "green" : "blue";
        Optional<ResourceSeen> named = Optional.ofNullable(children.get(child(manifest.name(), colour)))
                .map(ResourceSeen::of);
        Optional<ResourceSeen> second =
                Optional.ofNullable(children.get(child(manifest.name(), other))).map(ResourceSeen::of);
        boolean comes = state.startsWith("TRANSITIONING_");
        boolean otherServes = second.filter(seen -> seen.job().is("RUNNING")).isPresent();
        // After an abort the status calls the job FAILING, and means that of the colour that was given up.
        boolean ownRuns = named.map(seen -> seen.job().is("RUNNING"))
                .orElseGet(() -> manifest.textAt("/status/jobStatus/state")
                        .filter(job -> job.equals("RUNNING") || job.equals("FAILING") && state.startsWith("ACTIVE_"))
                        .isPresent());
        return new Colours(
                Optional.of(comes && otherServes || !ownRuns ? other : colour).filter(any -> ownRuns || otherServes),
                named.flatMap(seen -> seen.job().id()),
                story(state, colour, other, ownRuns, otherServes),
                (comes ? named : second).flatMap(ResourceSeen::error).map(OperatorError::message));
    }

    private static String story(String state, String colour, String other, boolean runs, boolean otherServes) {
        return switch (state.replaceFirst("_(BLUE|GREEN)$", "")) {
            case "ACTIVE" -> colour + " is active";
            case "SAVEPOINTING" -> "a savepoint of " + colour + " is taken, which serves on";
            case "TRANSITIONING_TO" ->
                colour
                        + (runs ? " runs" : " comes up")
                        + (otherServes
                                ? ", " + other + (runs ? " serves until the operator removes it" : " serves on")
                                : "");
            default -> "the operator begins";
        };
    }

    /**
     * Its status has no generation. What was taken up is the specification that the operator noted; it wrote defaults into its copy,
     * so only what both have is compared.
     */
    private static boolean isTakenUp(Manifest manifest) {
        Optional<String> noted = manifest.textAt("/status/lastReconciledSpec");
        if (noted.isEmpty()) {
            return false;
        }
        try {
            JsonNode tree = Json.read(noted.get());
            JsonNode template = tree.has("spec") ? tree.path("spec").path("template") : tree.path("template");
            return template.isObject() && agrees(manifest.at("/spec/template/spec"), template.path("spec"));
        } catch (UncheckedIOException cutOff) {
            return true;
        }
    }

    private static boolean agrees(JsonNode wanted, JsonNode noted) {
        if (noted.isMissingNode() || noted.isNull()) {
            return true;
        }
        if (wanted.isObject() && noted.isObject()) {
            return wanted.properties().stream().allMatch(field -> agrees(field.getValue(), noted.path(field.getKey())));
        }
        if (wanted.isArray() && noted.isArray()) {
            boolean same = wanted.size() == noted.size();
            for (int i = 0; same && i < wanted.size(); i++) {
                same = agrees(wanted.get(i), noted.get(i));
            }
            return same;
        }
        if (wanted.isNumber() && noted.isNumber()) {
            return wanted.decimalValue().compareTo(noted.decimalValue()) == 0;
        }
        return !wanted.isValueNode() || !noted.isValueNode() || wanted.asText().equals(noted.asText());
    }
}
