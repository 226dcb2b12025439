package io.jenkins.plugins.flinkdeploy.run;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.plugins.git.GitSCM;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import hudson.util.Secret;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.config.KubeconfigConnection;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.HeldLease;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.localcluster.ExampleJob;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalCluster;
import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

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

    /** Gives a Jenkins this cluster as its one target, and its jobs the example job. */
    public void configure(JenkinsRule jenkins) throws Exception {
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        SystemCredentialsProvider.getInstance()
                .setDomainCredentialsMap(Map.of(
                        Domain.global(),
                        List.of(new StringCredentialsImpl(
                                CredentialsScope.GLOBAL, "local", "", Secret.fromString(kubeconfig())))));
        SystemCredentialsProvider.getInstance().save();
        FlinkDeployConfiguration.get().setTargets(List.of(new FlinkTarget("local", new KubeconfigConnection("local"))));
        jenkins.jenkins
                .getGlobalNodeProperties()
                .add(new EnvironmentVariablesNodeProperty(
                        new EnvironmentVariablesNodeProperty.Entry(
                                "JOB_JAR", ExampleJob.jar().toString()),
                        new EnvironmentVariablesNodeProperty.Entry("PLACE", "local")));
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

    /** Ends the operator's process as a lost node would, until it is started again: whatever is asked of it waits. */
    public void stopOperator() {
        cluster.operator().kill();
    }

    public void startOperator() throws IOException {
        cluster.operator().start();
    }

    /** Has somebody else deploy to the target of a service, for a minute at most. */
    public void lock(String service) {
        ResourceId lease = HeldLease.of(id(service));
        ObjectNode tree = Json.object().put("apiVersion", lease.apiVersion()).put("kind", lease.kind());
        tree.putObject("metadata").put("namespace", lease.namespace()).put("name", lease.name());
        tree.putObject("spec")
                .put("holderIdentity", "another")
                .put("leaseDurationSeconds", HeldLease.LIFETIME.toSeconds())
                .put("renewTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        api.create(Manifest.of(tree));
    }

    public void unlock(String service) {
        api.delete(HeldLease.of(id(service)));
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
