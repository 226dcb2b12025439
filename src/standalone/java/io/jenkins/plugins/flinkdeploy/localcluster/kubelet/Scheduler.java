package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Decides whether the node has room for one more pod, by requests as Kubernetes does. */
final class Scheduler {
    private final NodeOptions options;

    Scheduler(NodeOptions options) {
        this.options = options;
    }

    /**
     * @param bound the pods that the node has already
     * @return empty when the pod fits, else what the scheduler's FailedScheduling event says
     */
    Optional<String> refusal(Pod pod, List<Pod> bound) {
        boolean cpu = exceeds("cpu", pod, bound, options.cpu());
        boolean memory = exceeds("memory", pod, bound, options.memory().getNumericalAmount());
        if (!cpu && !memory) {
            return Optional.empty();
        }
        String lack = cpu && memory
                ? "1 Insufficient cpu, 1 Insufficient memory"
                : "1 Insufficient " + (cpu ? "cpu" : "memory");
        return Optional.of("0/1 nodes are available: " + lack
                + ". preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.");
    }

    private static boolean exceeds(String resource, Pod pod, List<Pod> bound, BigDecimal capacity) {
        BigDecimal used =
                bound.stream().map(other -> requests(resource, other)).reduce(BigDecimal.ZERO, BigDecimal::add);
        return used.add(requests(resource, pod)).compareTo(capacity) > 0;
    }

    private static BigDecimal requests(String resource, Pod pod) {
        return pod.getSpec().getContainers().stream()
                .map(container -> request(resource, container))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal request(String resource, Container container) {
        if (container.getResources() == null) {
            return BigDecimal.ZERO;
        }
        return Optional.ofNullable(container.getResources().getRequests())
                .map(requests -> requests.get(resource))
                .or(() -> Optional.ofNullable(container.getResources().getLimits())
                        .map(limits -> limits.get(resource)))
                .map(Quantity::getNumericalAmount)
                .orElse(BigDecimal.ZERO);
    }
}
