package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of all containers of one pod, and the pod's status that follows from it. */
final class PodReport {
    private static final String NODE_ADDRESS = "127.0.0.1";

    private final RunningPod pod;
    private final Instant start = Instant.now();
    private final RestartPolicy policy;
    private final Map<String, ContainerReport> init = new LinkedHashMap<>();
    private final Map<String, ContainerReport> main = new LinkedHashMap<>();

    PodReport(RunningPod pod) {
        this.pod = pod;
        this.policy = RestartPolicy.of(pod.definition().getSpec().getRestartPolicy());
        boolean waitsForInit = !pod.definition().getSpec().getInitContainers().isEmpty();
        for (Container container : pod.definition().getSpec().getInitContainers()) {
            init.put(container.getName(), ContainerReport.created().waiting("PodInitializing", null));
        }
        for (Container container : pod.definition().getSpec().getContainers()) {
            ContainerReport report = ContainerReport.created();
            main.put(container.getName(), waitsForInit ? report.waiting("PodInitializing", null) : report);
        }
    }

    synchronized ContainerReport get(String container) {
        return main.containsKey(container) ? main.get(container) : init.get(container);
    }

    synchronized void set(String container, ContainerReport report) {
        (main.containsKey(container) ? main : init).put(container, report);
    }

    synchronized boolean initialized() {
        return init.values().stream().allMatch(ContainerReport::hasSucceeded);
    }

    /** The phase as Kubernetes derives it from the containers and the restart policy. */
    synchronized String phase() {
        boolean initFailed = init.values().stream()
                .anyMatch(report -> report.hasEnded() && !report.hasSucceeded() && policy == RestartPolicy.NEVER);
        boolean over = !main.isEmpty()
                && policy != RestartPolicy.ALWAYS
                && main.values().stream()
                        .allMatch(report -> report.hasEnded()
                                && !policy.restartsAfter(
                                        report.state().getTerminated().getExitCode()));
        if (initFailed) {
            return "Failed";
        }
        if (over) {
            return main.values().stream().allMatch(ContainerReport::hasSucceeded) ? "Succeeded" : "Failed";
        }
        boolean allBegun = main.values().stream()
                .allMatch(report -> report.isRunning() || report.hasEnded() || report.last() != null);
        return initialized() && allBegun ? "Running" : "Pending";
    }

    /**
     * @param previous the status that stands on the API server, whose conditions keep their times while they do not change; may
     *     be null
     */
    synchronized PodStatus status(PodStatus previous) {
        boolean allReady = main.values().stream().allMatch(ContainerReport::ready);
        PodIP podIp = new PodIP();
        podIp.setIp(pod.address());
        List<PodCondition> known = previous == null ? List.of() : previous.getConditions();
        List<PodCondition> conditions = new ArrayList<>();
        conditions.add(condition("PodScheduled", true, null, known));
        conditions.add(condition("Initialized", initialized(), "ContainersNotInitialized", known));
        conditions.add(condition("ContainersReady", allReady, "ContainersNotReady", known));
        conditions.add(condition("Ready", allReady, "ContainersNotReady", known));
        return new PodStatusBuilder()
                .withPhase(phase())
                .withHostIP(NODE_ADDRESS)
                .withPodIP(pod.address())
                .withPodIPs(podIp)
                .withQosClass("Burstable")
                .withStartTime(start.truncatedTo(ChronoUnit.SECONDS).toString())
                .withConditions(conditions)
                .withInitContainerStatuses(statuses(pod.definition().getSpec().getInitContainers()))
                .withContainerStatuses(statuses(pod.definition().getSpec().getContainers()))
                .build();
    }

    private List<ContainerStatus> statuses(List<Container> containers) {
        return containers.stream()
                .map(container -> get(container.getName()).status(container))
                .toList();
    }

    private static PodCondition condition(String type, boolean value, String reasonIfNot, List<PodCondition> known) {
        String status = value ? "True" : "False";
        String since = known.stream()
                .filter(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals(status))
                .map(PodCondition::getLastTransitionTime)
                .findFirst()
                .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(value ? null : reasonIfNot)
                .withLastTransitionTime(since)
                .build();
    }
}
