package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * What the operator does about one changed field: the one place that says so. It follows the operator's own comparison
 * ({@code SpecDiff}) and validator; a test holds it to the classes of operator 1.7.0.
 */
final class RestartRule {
    /** How a change is taken. */
    record Ruling(Impact impact, String note) {
        static Ruling of(Impact impact) {
            return new Ruling(impact, "");
        }
    }

    private static final String CONF = Fields.CONFIGURATION + ".";
    private static final String OVERRIDES = CONF + "pipeline.jobvertex-parallelism-overrides";

    /** Read only when the job is started for another reason. */
    private static final Set<String> FOR_THE_NEXT_START = Set.of(
            "spec.job.upgradeMode",
            "spec.job.allowNonRestoredState",
            "spec.job.initialSavepointPath",
            "spec.job.initialStateReference");

    private static final List<String> OF_THE_OPERATOR = List.of(CONF + "kubernetes.operator", CONF + "job.autoscaler");

    private static final String OPERATORS_OWN = "a setting of the operator itself";

    private final Setting setting;

    RestartRule(Setting setting) {
        this.setting = setting;
    }

    /**
     * @param from null when it is not set
     * @param to null when it is removed
     */
    Ruling on(String path, JsonNode from, JsonNode to) {
        Ruling ruling = inOneCluster(path, from, to);
        if (!setting.kind().equals(ClusterView.BLUE_GREEN)) {
            return ruling;
        } else if (path.startsWith("spec.configuration.")) {
            return new Ruling(Impact.IGNORED, OPERATORS_OWN);
        } else if (ruling.impact() == Impact.IN_PLACE && !path.startsWith("metadata.")) {
            // The operator scales no colour in place.
            return Ruling.of(Impact.BESIDE);
        }
        return ruling.impact() == Impact.RESTARTS ? new Ruling(Impact.BESIDE, ruling.note()) : ruling;
    }

    private Ruling inOneCluster(String path, JsonNode from, JsonNode to) {
        if (path.startsWith("metadata.")) {
            return Ruling.of(Impact.IN_PLACE);
        } else if (path.startsWith(CONF)) {
            return configuration(path);
        }
        return switch (path) {
            case "spec.mode" -> mode(from, to);
            case "spec.deploymentName" -> new Ruling(Impact.REFUSED, "a session job stays on its cluster");
            case "spec.flinkVersion" -> flinkVersion();
            case "spec.job.state" ->
                Ruling.of(isSuspended(to) ? Impact.STOPS : isSuspended(from) ? Impact.STARTS : Impact.RESTARTS);
            case "spec.job.parallelism" -> parallelism();
            case "spec.taskManager.replicas" ->
                setting.standalone() ? scaled() : new Ruling(Impact.RESTARTS, "native mode does not use it");
            case "spec.restartNonce" ->
                setting.kind().equals("FlinkSessionJob")
                        ? new Ruling(Impact.RESTARTS, "it stands for the image that the job's code comes from")
                        : Ruling.of(Impact.RESTARTS);
            case "spec.job.savepointTriggerNonce" -> new Ruling(Impact.IGNORED, "it asks for a savepoint");
            case "spec.job.checkpointTriggerNonce" -> new Ruling(Impact.IGNORED, "it asks for a checkpoint");
            case "spec.job.savepointRedeployNonce" ->
                to == null
                        ? Ruling.of(Impact.IGNORED)
                        : new Ruling(Impact.RESTARTS, "from initialSavepointPath, not from its present state");
            default ->
                FOR_THE_NEXT_START.contains(path)
                        ? new Ruling(Impact.IGNORED, "it counts from the next restart")
                        : Ruling.of(Impact.RESTARTS);
        };
    }

    private Ruling configuration(String path) {
        if (OF_THE_OPERATOR.stream().anyMatch(path::startsWith)) {
            return new Ruling(Impact.IGNORED, OPERATORS_OWN);
        } else if (path.startsWith(CONF + "parallelism.default")) {
            return new Ruling(Impact.IGNORED, "it counts from the next restart");
        } else if (path.startsWith(OVERRIDES) && !setting.standalone() && setting.adaptive()) {
            return new Ruling(Impact.IN_PLACE, "Flink rescales the running job");
        }
        return Ruling.of(Impact.RESTARTS);
    }

    private Ruling mode(JsonNode from, JsonNode to) {
        return isStandalone(from) == isStandalone(to)
                ? new Ruling(Impact.RESTARTS, "native is what an unset mode means, but the operator compares the words")
                : new Ruling(Impact.REFUSED, "native and standalone clusters do not become each other");
    }

    private Ruling flinkVersion() {
        return setting.suspendedFromLastState()
                ? new Ruling(
                        Impact.REFUSED, "the job was suspended without a savepoint, so its Flink version must stay")
                : Ruling.of(Impact.RESTARTS);
    }

    private Ruling parallelism() {
        if (setting.standalone()) {
            return scaled();
        }
        return setting.autoscaled()
                ? new Ruling(Impact.RESTARTS, "the autoscaler decides the parallelism afterwards")
                : Ruling.of(Impact.RESTARTS);
    }

    private Ruling scaled() {
        return setting.reactive()
                ? new Ruling(Impact.IN_PLACE, "Flink takes TaskManagers as they come")
                : new Ruling(Impact.RESTARTS, "scheduler-mode: reactive would do it in place");
    }

    private static boolean isStandalone(JsonNode mode) {
        return mode != null && mode.asText().equals("standalone");
    }

    private static boolean isSuspended(JsonNode state) {
        return state != null && state.asText().equals("suspended");
    }
}
