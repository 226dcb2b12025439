package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Optional;
import java.util.OptionalInt;

/** What a FlinkDeployment's specification says about the cluster it asks for. */
final class Specification {
    private static final String SLOTS = "taskmanager.numberOfTaskSlots";

    private final Manifest deployment;

    Specification(Manifest deployment) {
        this.deployment = deployment;
    }

    /** How many task managers it asks for; empty where the jobs of a session cluster or the autoscaler decide. */
    OptionalInt taskManagers() {
        if (deployment
                .textAt("/spec/mode")
                .filter("standalone"::equalsIgnoreCase)
                .isPresent()) {
            return OptionalInt.of(deployment.at("/spec/taskManager/replicas").asInt(1));
        }
        int parallelism = deployment.at("/spec/job/parallelism").asInt(0);
        if (parallelism < 1 || autoscaled()) {
            return OptionalInt.empty();
        }
        int slots = Math.max(1, configuration(SLOTS).map(Specification::number).orElse(1));
        return OptionalInt.of((parallelism + slots - 1) / slots);
    }

    boolean autoscaled() {
        return configuration("job.autoscaler.enabled")
                .or(() -> configuration("kubernetes.operator.job.autoscaler.enabled"))
                .filter("true"::equalsIgnoreCase)
                .isPresent();
    }

    /** The address under which the ingress shows Flink's web interface. */
    Optional<String> dashboard() {
        return Dashboard.of(deployment);
    }

    /** A Flink setting, from the flat form or from the nested one that newer operators take as well. */
    private Optional<String> configuration(String key) {
        return Optional.of(deployment.at("/spec/flinkConfiguration").path(key))
                .filter(node -> node.isValueNode() && !node.isNull())
                .map(node -> node.asText())
                .or(() -> deployment.textAt("/spec/flinkConfiguration/" + key.replace('.', '/')));
    }

    private static int number(String text) {
        return text.strip().matches("\\d{1,6}") ? Integer.parseInt(text.strip()) : 1;
    }
}
