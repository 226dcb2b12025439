package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the web interfaces of the jobs in a local cluster are; its pods have addresses on this machine. */
final class FlinkInterfaces {
    private static final List<String> NAMESPACES = List.of("default", "streaming");

    private FlinkInterfaces() {}

    /** Address by deployment; empty when the cluster does not answer. */
    static Map<String, String> of(LocalClusterStatus cluster) {
        Map<String, String> found = new TreeMap<>();
        try (ClusterApi api = ClusterConnection.ofKubeconfigFile(
                        Path.of(cluster.kubeconfig()), Optional.of(cluster.contextName()))
                .connect()) {
            for (String namespace : NAMESPACES) {
                for (Manifest pod : api.list("v1", "Pod", namespace, "component=jobmanager")) {
                    pod.textAt("/status/podIP")
                            .ifPresent(address -> found.put(
                                    namespace + "/" + pod.label("app").orElse(pod.name()),
                                    "http://" + address + ":8081"));
                }
            }
        } catch (ClusterException away) {
            return Map.of();
        }
        return found;
    }
}
