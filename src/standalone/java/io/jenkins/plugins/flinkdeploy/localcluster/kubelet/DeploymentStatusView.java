package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The status of a Deployment with these pods. */
final class DeploymentStatusView {
    private final Deployment deployment;
    private final int replicas;
    private final int ready;
    private final int wanted;

    /**
     * @param pods its live pods of the current template
     * @param wanted how many there are to be
     */
    DeploymentStatusView(Deployment deployment, List<Pod> pods, int wanted) {
        this.deployment = deployment;
        this.replicas = pods.size();
        this.ready = (int) pods.stream().filter(DeploymentStatusView::isReady).count();
        this.wanted = wanted;
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    /** Whether the API server has this very status already. */
    boolean isPublished() {
        DeploymentStatus published = deployment.getStatus();
        return published != null
                && Objects.equals(
                        published.getObservedGeneration(),
                        deployment.getMetadata().getGeneration())
                && Objects.equals(published.getReplicas(), replicas)
                && Objects.equals(published.getReadyReplicas(), ready)
                && Objects.equals(published.getUnavailableReplicas(), unavailable())
                && !published.getConditions().isEmpty();
    }

    DeploymentStatus status() {
        boolean available = ready >= wanted;
        return new DeploymentStatusBuilder()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(replicas)
                .withUpdatedReplicas(replicas)
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .withUnavailableReplicas(unavailable())
                .withConditions(
                        condition(
                                "Available",
                                available,
                                available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                                available
                                        ? "Deployment has minimum availability."
                                        : "Deployment does not have minimum availability."),
                        condition(
                                "Progressing",
                                true,
                                available ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                                "The pods of " + deployment.getMetadata().getName()
                                        + (available ? " are available." : " are progressing.")))
                .build();
    }

    private Integer unavailable() {
        int missing = Math.max(0, wanted - ready);
        return missing == 0 ? null : missing;
    }

    private DeploymentCondition condition(String type, boolean value, String reason, String message) {
        String status = value ? "True" : "False";
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String since = Optional.ofNullable(deployment.getStatus()).stream()
                .flatMap(published -> published.getConditions().stream())
                .filter(known ->
                        known.getType().equals(type) && known.getStatus().equals(status))
                .map(DeploymentCondition::getLastTransitionTime)
                .findFirst()
                .orElse(now);
        return new DeploymentConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(since)
                .withLastUpdateTime(now)
                .build();
    }
}
