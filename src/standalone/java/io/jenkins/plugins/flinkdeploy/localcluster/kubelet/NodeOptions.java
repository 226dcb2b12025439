package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * How the node behaves.
 *
 * @param name the node's name
 * @param cpu how much CPU (in cores) the requests of its pods may add up to
 * @param memory how much memory the requests of its pods may add up to
 * @param firstBackOff wait before the second restart of a container and before the second pull of an image; doubles each time
 * @param longestBackOff where the doubling ends
 */
public record NodeOptions(
        String name, BigDecimal cpu, Quantity memory, Duration firstBackOff, Duration longestBackOff) {

    /** A node that takes whatever is asked of it, with the back-off times of a real kubelet. */
    public static NodeOptions defaults() {
        return new NodeOptions(
                "local-node",
                BigDecimal.valueOf(64),
                new Quantity("64Gi"),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5));
    }

    public NodeOptions withCapacity(BigDecimal cores, Quantity bytes) {
        return new NodeOptions(name, cores, bytes, firstBackOff, longestBackOff);
    }

    public NodeOptions withBackOff(Duration first, Duration longest) {
        return new NodeOptions(name, cpu, memory, first, longest);
    }
}
