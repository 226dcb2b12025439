package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/** The node as the API server shows it. */
final class NodeObject {
    private NodeObject() {}

    static void register(KubernetesClient client, NodeOptions options) {
        Map<String, Quantity> capacity = Map.of(
                "cpu", new Quantity(options.cpu().toPlainString()),
                "memory", options.memory(),
                "pods", new Quantity("250"));
        Node node = new NodeBuilder()
                .withNewMetadata()
                .withName(options.name())
                .addToLabels("kubernetes.io/hostname", options.name())
                .addToLabels("kubernetes.io/os", "linux")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withCapacity(capacity)
                .withAllocatable(capacity)
                .addNewAddress("127.0.0.1", "InternalIP")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .endCondition()
                .endStatus()
                .build();
        if (client.nodes().withName(options.name()).get() == null) {
            client.resource(node).create();
        }
    }
}
