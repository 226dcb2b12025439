package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Session clusters that would restart under their jobs. */
public class SessionJobsTest {
    private LocalApiServer server;
    private ClusterApi cluster;

    @Before
    public void start() {
        server = LocalCrd.start();
        LocalCrd.install(server, "FlinkSessionJob");
        cluster = LocalCrd.connect(server);
    }

    @After
    public void stop() {
        cluster.close();
        server.close();
    }

    @Test
    public void a_restart_under_running_jobs_is_refused_by_their_names_with_what_to_do() {
        job("orders", "shared", "RUNNING");
        job("payments", "shared", "FINISHED");
        job("elsewhere", "other", "RUNNING");

        assertThatThrownBy(() -> new SessionJobs(cluster).requireNoneRuns(session("none")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "restarts the session cluster shared, which would stop its jobs orders without a savepoint")
                .hasMessageContaining("Nothing on the cluster was changed")
                .hasMessageContaining("flink-deploy stop --session-job");
    }

    @Test
    public void with_high_availability_or_without_running_jobs_it_goes_on() {
        job("payments", "shared", "FINISHED");
        assertThatCode(() -> new SessionJobs(cluster).requireNoneRuns(session("none")))
                .doesNotThrowAnyException();
        job("orders", "shared", "RUNNING");
        assertThatCode(() -> new SessionJobs(cluster).requireNoneRuns(session("kubernetes")))
                .doesNotThrowAnyException();
    }

    private static Manifest session(String highAvailability) {
        ObjectNode tree = resource("FlinkDeployment", "shared");
        tree.withObject("/spec/flinkConfiguration").put("high-availability.type", highAvailability);
        return Manifest.of(tree);
    }

    private void job(String name, String deployment, String state) {
        ObjectNode tree = resource("FlinkSessionJob", name);
        tree.withObject("/spec").put("deploymentName", deployment).putObject("job");
        Manifest job = cluster.create(Manifest.of(tree));
        ObjectNode status = Json.object();
        status.withObject("/status/jobStatus").put("state", state);
        try (var client = server.newClient()) {
            client.genericKubernetesResources(job.apiVersion(), job.kind())
                    .inNamespace("streaming")
                    .withName(name)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), Json.write(status));
        }
    }

    private static ObjectNode resource(String kind, String name) {
        ObjectNode tree = Json.object().put("apiVersion", ResourceId.FLINK_API).put("kind", kind);
        tree.withObject("/metadata").put("name", name).put("namespace", "streaming");
        return tree;
    }
}
