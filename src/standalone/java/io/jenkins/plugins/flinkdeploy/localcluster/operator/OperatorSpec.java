package io.jenkins.plugins.flinkdeploy.localcluster.operator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to run the operator.
 *
 * @param classPath its jars
 * @param directory its log, its configuration and its temporary files go here
 * @param kubeconfig how it reaches the API server
 * @param hosts a hosts file with the addresses of the jobs' Services
 * @param namespace the namespace that it calls its own
 * @param configuration options in addition to those that suit a local cluster, which they overrule
 * @param heapMegabytes the limit of its heap
 */
public record OperatorSpec(
        List<Path> classPath,
        Path directory,
        Path kubeconfig,
        Path hosts,
        String namespace,
        Map<String, String> configuration,
        int heapMegabytes) {
    public OperatorSpec {
        classPath = List.copyOf(classPath);
        configuration = Map.copyOf(configuration);
    }
}
