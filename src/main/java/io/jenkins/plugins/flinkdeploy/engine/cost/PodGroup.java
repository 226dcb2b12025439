package io.jenkins.plugins.flinkdeploy.engine.cost;

import java.util.Map;

/**
 * Pods that are alike.
 *
 * @param component {@code jobmanager} or {@code taskmanager}
 * @param count how many
 * @param each what one of them requests, side containers included
 * @param nodeSelector labels of the nodes that they may run on, which say in which pool they are
 */
public record PodGroup(String component, int count, Resources each, Map<String, String> nodeSelector) {
    static final String JOB_MANAGER = "jobmanager";
    static final String TASK_MANAGER = "taskmanager";

    public PodGroup {
        nodeSelector = Map.copyOf(nodeSelector);
    }

    Resources all() {
        return each.times(count);
    }
}
