package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How long a deleted object may live on. A pod on a node stays, marked, until the node's kubelet has stopped its processes and
 * deletes it with a grace period of zero; everything else goes at once.
 */
final class PodTermination {
    private static final long DEFAULT_SECONDS = 30;

    private PodTermination() {}

    static long graceSeconds(ObjectKey key, ObjectNode object, DeleteOptions options) {
        String phase = object.path("status").path("phase").asText();
        boolean running = key.is("", "pods")
                && object.path("spec").hasNonNull("nodeName")
                && !phase.equals("Succeeded")
                && !phase.equals("Failed");
        if (!running) {
            return 0;
        }
        return options.gracePeriodSeconds()
                .orElse(object.path("spec")
                        .path("terminationGracePeriodSeconds")
                        .asLong(DEFAULT_SECONDS));
    }
}
