package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Binds pods to the node, or says why they have to wait. */
final class Binder {
    private static final String COMPONENT = "default-scheduler";

    private final NodeContext node;
    private final Scheduler scheduler;

    Binder(NodeContext node) {
        this.node = node;
        this.scheduler = new Scheduler(node.options());
    }

    /**
     * @param others the pods that the node has already
     * @return the pod as bound; empty when there is no room for it now
     */
    Optional<Pod> bind(Pod pod, List<Pod> others) {
        Optional<String> refusal = scheduler.refusal(pod, others);
        if (refusal.isPresent()) {
            postpone(pod, refusal.get());
            return Optional.empty();
        }
        KubernetesClient client = node.client();
        String name = node.options().name();
        Pod bound = client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .edit(found -> new PodBuilder(found)
                        .editSpec()
                        .withNodeName(name)
                        .endSpec()
                        .build());
        node.events()
                .normal(
                        bound,
                        COMPONENT,
                        "Scheduled",
                        "Successfully assigned " + bound.getMetadata().getNamespace() + "/"
                                + bound.getMetadata().getName() + " to " + name);
        return Optional.of(bound);
    }

    private void postpone(Pod pod, String reason) {
        boolean said = pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> reason.equals(condition.getMessage()));
        if (said) {
            return;
        }
        node.events().warning(pod, COMPONENT, "FailedScheduling", reason);
        PodCondition unschedulable = new PodCondition();
        unschedulable.setType("PodScheduled");
        unschedulable.setStatus("False");
        unschedulable.setReason("Unschedulable");
        unschedulable.setMessage(reason);
        unschedulable.setLastTransitionTime(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        node.client()
                .resource(new PodBuilder(pod)
                        .withNewStatus()
                        .withPhase("Pending")
                        .withConditions(unschedulable)
                        .endStatus()
                        .build())
                .updateStatus();
    }
}
