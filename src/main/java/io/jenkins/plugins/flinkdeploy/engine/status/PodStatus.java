package io.jenkins.plugins.flinkdeploy.engine.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One pod of a cluster.
 *
 * @param component {@code jobmanager} or {@code taskmanager}, empty when it has no such label
 * @param host the node it runs on
 * @param phase Kubernetes' pod phase
 * @param ready whether the pod is ready
 * @param createdAt when it was created
 * @param restarts how often Kubernetes restarted its main container
 * @param reasons why it waits, ended or was evicted, one line each
 */
public record PodStatus(
        String name,
        String component,
        Optional<String> host,
        String phase,
        boolean ready,
        boolean evicted,
        Optional<Instant> createdAt,
        int restarts,
        List<String> reasons) {
    public PodStatus {
        reasons = List.copyOf(reasons);
    }

    public boolean running() {
        return phase.equals("Running");
    }
}
