package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalCluster;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterOptions;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The local cluster in this process, with an image of Flink's own examples, and a connection such as users have. */
final class BenchCluster implements AutoCloseable {
    static final String NAMESPACE = "streaming";
    static final String API_VERSION = "flink.apache.org/v1beta1";
    private static final String EXAMPLES = "org.apache.flink.streaming.examples.";

    private final LocalCluster cluster;
    private final ClusterApi api;
    private final String jar;
    private final String image;

    private BenchCluster(LocalCluster cluster, ClusterApi api, String jar, String image) {
        this.cluster = cluster;
        this.api = api;
        this.jar = jar;
        this.image = image;
    }

    static BenchCluster start(Path directory, BenchLog log)
            throws IOException, InterruptedException, InvalidImageReferenceException, RegistryException,
                    CacheDirectoryCreationException, ExecutionException {
        LocalCluster cluster =
                LocalCluster.start(LocalClusterOptions.in(directory).withProgress(line -> log.line("  " + line)));
        boolean complete = false;
        try {
            Path jar = examples();
            String image = cluster.registry() + "/examples:1";
            Jib.from(RegistryImage.named(cluster.baseImage()))
                    .addLayer(List.of(jar), AbsoluteUnixPath.get("/opt/flink/usrlib"))
                    .containerize(Containerizer.to(RegistryImage.named(image)).setAllowInsecureRegistries(true));
            ClusterApi api = ClusterConnection.ofKubeconfigFile(cluster.kubeconfig(), Optional.empty())
                    .connect();
            complete = true;
            return new BenchCluster(cluster, api, String.valueOf(jar.getFileName()), image);
        } finally {
            if (!complete) {
                cluster.close();
            }
        }
    }

    private static Path examples() {
        String name = "org.apache.flink:flink-examples-streaming:" + FlinkRelease.NEWEST.flink();
        return new ArtifactResolver()
                .withDependencies(List.of(name)).stream()
                        .filter(path -> path.toString().contains("flink-examples-streaming-"))
                        .findFirst()
                        .orElseThrow();
    }

    ClusterApi api() {
        return api;
    }

    LocalCluster local() {
        return cluster;
    }

    static ResourceId id(String name) {
        return new ResourceId(API_VERSION, "FlinkDeployment", NAMESPACE, name);
    }

    /** A small job that runs for ever, keeps no state beyond its life, and can be changed at will. */
    ObjectNode job(String name) {
        ObjectNode tree = Json.object().put("apiVersion", API_VERSION).put("kind", "FlinkDeployment");
        tree.putObject("metadata").put("name", name).put("namespace", NAMESPACE);
        ObjectNode spec = tree.putObject("spec");
        spec.put("image", image).put("flinkVersion", cluster.flinkVersion()).put("serviceAccount", "flink");
        spec.putObject("flinkConfiguration").put("taskmanager.numberOfTaskSlots", "1");
        spec.putObject("jobManager")
                .putObject("resource")
                .put("memory", "1024m")
                .put("cpu", 0.5);
        spec.putObject("taskManager")
                .putObject("resource")
                .put("memory", "1024m")
                .put("cpu", 0.5);
        ObjectNode job = spec.putObject("job");
        job.put("jarURI", "local:///opt/flink/usrlib/" + jar)
                .put("entryClass", example("statemachine.StateMachineExample"));
        job.put("parallelism", 1).put("upgradeMode", "stateless");
        job.putArray("args").add("--rps").add("100");
        return tree;
    }

    /** The same, with checkpoints and upgrades by savepoint. */
    ObjectNode statefulJob(String name) {
        ObjectNode tree = job(name);
        String state = "file://" + cluster.stateDirectory();
        tree.withObject("/spec/flinkConfiguration")
                .put("state.savepoints.dir", state + "/savepoints")
                .put("state.checkpoints.dir", state + "/checkpoints")
                .put("execution.checkpointing.interval", "1s");
        tree.withObject("/spec/job").put("upgradeMode", "savepoint");
        return tree;
    }

    /** The class of one of Flink's streaming examples. */
    static String example(String name) {
        return EXAMPLES + name;
    }

    @Override
    public void close() {
        api.close();
        cluster.close();
    }
}
