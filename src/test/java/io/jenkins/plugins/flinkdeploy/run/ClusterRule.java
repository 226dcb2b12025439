package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.ExampleJob;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalCluster;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A local cluster with the real operator and real Flink for the tests of a class, and the example job to deploy to it. */
public final class ClusterRule extends ExternalResource {
    private final TemporaryFolder folder = new TemporaryFolder();
    private LocalCluster cluster;
    private ClusterApi api;

    @Override
    protected void before() throws Throwable {
        folder.create();
        cluster = LocalCluster.start(
                LocalClusterOptions.in(folder.getRoot().toPath().resolve("cluster")));
        api = ClusterConnection.ofKubeconfig(kubeconfig(), Optional.empty()).connect();
    }

    @Override
    protected void after() {
        if (api != null) {
            api.close();
        }
        if (cluster != null) {
            cluster.close();
        }
        folder.delete();
    }

    public String kubeconfig() throws IOException {
        return Files.readString(cluster.kubeconfig());
    }

    /** A cluster file for the example job as another service, with its own counter. */
    public String clusterFile(String service, String moreArguments) {
        return ExampleJob.clusterFile(cluster, counter(service), moreArguments)
                .replace("service: counter", "service: " + service);
    }

    /** Everything that a service counted so far. */
    public List<Long> counts(String service) throws IOException {
        return ExampleJob.counts(counter(service));
    }

    public void awaitMoreCountsThan(String service, int number) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> counts(service).size() > number);
    }

    /** The resource of a service as the API server has it. */
    public Optional<Manifest> resource(String service) {
        return api.get(id(service));
    }

    /** Makes room for the next test. */
    public void delete(String service) {
        api.delete(id(service));
    }

    private Path counter(String service) {
        return cluster.stateDirectory().resolve("counts-" + service);
    }

    private static ResourceId id(String service) {
        return new ResourceId("flink.apache.org/v1beta1", "FlinkDeployment", "streaming", service + "-main");
    }
}
