package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.flinkdeploy.localcluster.images.ImageStore;
import java.nio.file.Path;

/**
 * What all pods of the node share.
 *
 * @param client the kubelet's own access to the API server
 * @param kubeconfig the file that Flink's processes find the API server with
 * @param pods the directory below which each pod has its own
 */
record NodeContext(
        NodeOptions options,
        KubernetesClient client,
        Path kubeconfig,
        ImageStore images,
        EventRecorder events,
        Path pods) {}
