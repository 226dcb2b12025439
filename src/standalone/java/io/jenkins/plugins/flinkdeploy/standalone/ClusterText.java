package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterStatus;
import java.nio.file.Path;
import java.util.function.Consumer;

/** How to reach a local cluster, in lines. */
public final class ClusterText {
    private ClusterText() {}

    /** Says everything a person needs, one line each. */
    public static void print(LocalClusterStatus info, Consumer<String> say) {
        row(say, "API server", info.apiServer());
        row(say, "kubeconfig", info.kubeconfig() + " (context " + info.contextName() + ")");
        row(say, "base image", info.baseImage() + " (flinkVersion " + info.flinkVersion() + ")");
        row(say, "registry", info.registry());
        row(say, "state", Path.of(info.stateDirectory()).toUri().toString());
        row(say, "log", info.operatorLog());
        FlinkInterfaces.of(info).forEach((deployment, url) -> row(say, "Flink UI", url + " (" + deployment + ")"));
        say.accept("  try: flink-deploy deploy --kubeconfig " + info.kubeconfig());
    }

    private static void row(Consumer<String> say, String name, String value) {
        say.accept(String.format("  %-11s %s", name, value));
    }
}
