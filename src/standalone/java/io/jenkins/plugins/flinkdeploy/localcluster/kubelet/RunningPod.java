package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Pod;

/**
 * A pod that was bound to this node.
 *
 * @param definition as it was when it was bound
 * @param address its own loopback address
 * @param directory its own directory
 */
record RunningPod(Pod definition, String address, PodDirectory directory) {

    String namespace() {
        return definition.getMetadata().getNamespace();
    }

    String name() {
        return definition.getMetadata().getName();
    }

    String uid() {
        return definition.getMetadata().getUid();
    }

    /** How the kubelet names it in messages: {@code pod_namespace(uid)}. */
    String label() {
        return name() + "_" + namespace() + "(" + uid() + ")";
    }
}
