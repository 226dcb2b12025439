package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Deployments from start to end against the local API server; the operator is played by a few lines that write the status. */
public class DeploymentRunnerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final DeploySettings SETTINGS =
            Play.SETTINGS.withSoak(Duration.ofSeconds(1)).withMinCheckpoints(0);
    private static final ResourceId LEASE =
            new ResourceId("coordination.k8s.io/v1", "Lease", "streaming", "flink-deploy-orders-main");

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final AtomicBoolean operatorWorks = new AtomicBoolean(true);
    private final AtomicReference<String> saved = new AtomicReference<>("");
    private volatile Optional<CompletableFuture<Void>> gate = Optional.empty();
    private LocalApiServer server;
    private ClusterApi cluster;

    @Before
    public void start() {
        server = LocalCrd.start();
        cluster = LocalCrd.connect(server);
        timer.scheduleWithFixedDelay(this::operate, 50, 100, TimeUnit.MILLISECONDS);
    }

    @After
    public void stop() {
        timer.shutdownNow();
        workers.shutdownNow();
        cluster.close();
        server.close();
    }

    @Test
    public void a_first_deploy_and_an_upgrade_and_the_same_again() {
        assertThat(end(runner("d-1", "img:1")).phase()).isEqualTo(Phase.DONE);
        assertThat(end(runner("d-2", "img:2")).phase()).isEqualTo(Phase.DONE);
        assertThat(end(runner("d-3", "img:2")).phase()).isEqualTo(Phase.UNCHANGED);
        assertThat(new Revisions(cluster).of(Play.RESOURCE))
                .extracting(revision -> revision.deploymentId())
                .containsExactly("d-2", "d-1");
        assertThat(cluster.get(LEASE)).isEmpty();
    }

    @Test
    public void a_job_that_fails_is_rolled_back_and_its_commit_is_refused_from_then_on() {
        end(runner("d-1", "img:1"));
        Deployment failed = end(runner("d-2", "img:failing"));
        assertThat(failed.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(live().textAt("/spec/image")).contains("img:1");
        Deployment again = end(runner("d-3", "img:failing"));
        assertThat(again.phase()).isEqualTo(Phase.FAILED);
        assertThat(again.summary().orElse("")).contains("rolled back");
    }

    @Test
    public void whoever_has_the_saved_state_goes_on_with_it() {
        operatorWorks.set(false);
        DeploymentRunner first = runner("d-1", "img:1");
        first.start();
        await().atMost(LIMIT).until(() -> first.current().phase() == Phase.APPLIED);
        first.detach();
        operatorWorks.set(true);
        DeploymentRunner second = runner(Deployment.fromJson(saved.get()), "img:1");
        assertThat(end(second).phase()).isEqualTo(Phase.DONE);
        assertThat(first.end()).isNotDone();
    }

    @Test
    public void an_api_server_that_is_away_in_between_is_waited_for() {
        operatorWorks.set(false);
        DeploymentRunner runner = runner("d-1", "img:1");
        runner.start();
        await().atMost(LIMIT).until(() -> runner.current().phase() == Phase.APPLIED);
        server.setOutage(true);
        server.setOutage(false);
        operatorWorks.set(true);
        assertThat(end(runner).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    public void an_abort_ends_a_waiting_deployment_and_frees_the_target() {
        operatorWorks.set(false);
        DeploymentRunner runner = runner("d-1", "img:1");
        runner.start();
        await().atMost(LIMIT).until(() -> runner.current().phase() == Phase.APPLIED);
        runner.abort("kim");
        assertThat(end(runner).phase()).isEqualTo(Phase.ABORTED);
        assertThat(cluster.get(LEASE)).isEmpty();
    }

    @Test
    public void of_two_deployments_at_once_one_waits_for_the_other() {
        operatorWorks.set(false);
        DeploymentRunner first = runner("d-1", "img:1");
        first.start();
        await().atMost(LIMIT).until(() -> first.current().phase() == Phase.APPLIED);
        DeploymentRunner second = runner("d-2", "img:2");
        second.start();
        await().atMost(LIMIT).until(() -> second.current().retry().isPresent());
        assertThat(second.current().retry().orElseThrow().problem()).contains("d-1");
        operatorWorks.set(true);
        assertThat(end(first).phase()).isEqualTo(Phase.DONE);
        assertThat(end(second).phase()).isEqualTo(Phase.DONE);
        assertThat(live().textAt("/spec/image")).contains("img:2");
    }

    @Test
    public void an_older_commit_after_a_newer_one_is_refused_and_named() {
        assertThat(end(runner(order("d-1", "img:2", 20, false), "img:2")).phase())
                .isEqualTo(Phase.DONE);
        Deployment refused = end(runner(order("d-2", "img:1", 10, false), "img:1"));
        assertThat(refused.phase()).isEqualTo(Phase.FAILED);
        assertThat(refused.summary().orElse(""))
                .contains("newer commit")
                .contains("d-1")
                .contains("force");
        assertThat(end(runner(order("d-3", "img:1", 10, true), "img:1")).phase())
                .isEqualTo(Phase.DONE);
    }

    @Test
    public void an_older_commit_that_waits_while_a_newer_one_is_deployed_is_superseded() {
        operatorWorks.set(false);
        DeploymentRunner newer = runner(order("d-1", "img:2", 20, false), "img:2");
        DeploymentRunner older = runner(order("d-2", "img:1", 10, false), "img:1");
        CompletableFuture<Void> prepared = new CompletableFuture<>();
        gate = Optional.of(prepared);
        older.start();
        await().atMost(LIMIT).until(() -> older.current().pending().get(0) instanceof Effect.Prepare);
        gate = Optional.empty();
        newer.start();
        await().atMost(LIMIT).until(() -> newer.current().phase() == Phase.APPLIED);
        prepared.complete(null);
        await().atMost(LIMIT).until(() -> older.current().retry().isPresent());
        operatorWorks.set(true);
        assertThat(end(newer).phase()).isEqualTo(Phase.DONE);
        assertThat(end(older).phase()).isEqualTo(Phase.SUPERSEDED);
        assertThat(older.current().summary().orElse("")).contains("d-1");
        assertThat(live().textAt("/spec/image")).contains("img:2");
    }

    @Test
    public void a_change_by_hand_is_a_conflict_that_names_who_made_it() {
        end(runner("d-1", "img:1"));
        ObjectNode patch = Json.object();
        patch.withObject("/spec").put("image", "img:by-hand");
        try (var kubectl = server.newClient()) {
            kubectl.genericKubernetesResources(Play.RESOURCE.apiVersion(), Play.RESOURCE.kind())
                    .inNamespace("streaming")
                    .withName("orders-main")
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.JSON_MERGE)
                                    .withFieldManager("kubectl-edit")
                                    .build(),
                            Json.write(patch));
        }
        Deployment refused = end(runner("d-2", "img:2"));
        assertThat(refused.phase()).isEqualTo(Phase.FAILED);
        assertThat(refused.summary().orElse(""))
                .contains("kubectl-edit")
                .contains(".spec.image")
                .contains("Nothing on the cluster was changed");
        assertThat(live().textAt("/spec/image")).contains("img:by-hand");
    }

    @Test
    public void a_job_that_somebody_suspended_with_another_tool_stays_suspended() {
        end(runner("d-1", "img:1"));
        ObjectNode patch = Json.object();
        patch.withObject("/spec/job").put("state", "suspended");
        try (var kubectl = server.newClient()) {
            kubectl.genericKubernetesResources(Play.RESOURCE.apiVersion(), Play.RESOURCE.kind())
                    .inNamespace("streaming")
                    .withName("orders-main")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), Json.write(patch));
        }
        assertThat(end(runner("d-2", "img:2")).phase()).isEqualTo(Phase.DONE);
        assertThat(live().textAt("/spec/job/state")).contains("suspended");
        assertThat(live().textAt("/spec/image")).contains("img:2");
    }

    private Manifest live() {
        return cluster.get(Play.RESOURCE).orElseThrow();
    }

    private Deployment end(DeploymentRunner runner) {
        runner.start();
        await().atMost(LIMIT).until(() -> runner.end().isDone());
        return runner.end().join();
    }

    private DeploymentRunner runner(String id, String image) {
        Order order = new Order(
                id,
                "orders.main",
                Play.RESOURCE,
                SETTINGS,
                new Order.Provenance(Optional.of("commit of " + image), Optional.empty(), Optional.empty()),
                false,
                false,
                Clock.systemUTC().instant());
        return runner(DeploymentMachine.start(order), image);
    }

    /** A commit of this second of the clock. */
    private static Order order(String id, String image, long second, boolean force) {
        return new Order(
                id,
                "orders.main",
                Play.RESOURCE,
                SETTINGS,
                new Order.Provenance(
                        Optional.of("commit of " + image),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Instant.ofEpochSecond(second))),
                false,
                force,
                Clock.systemUTC().instant());
    }

    private DeploymentRunner runner(Order order, String image) {
        return runner(DeploymentMachine.start(order), image);
    }

    private DeploymentRunner runner(Deployment deployment, String image) {
        return new DeploymentRunner(
                deployment,
                cluster,
                order -> {
                    gate.ifPresent(CompletableFuture::join);
                    return prepared(order, image);
                },
                (namespace, name, job) -> Optional.empty(),
                workers,
                timer,
                Clock.systemUTC(),
                (state, log) -> saved.set(state.toJson()));
    }

    private static Prepared prepared(Order order, String image) {
        ObjectNode tree = Play.manifest(order.id(), "savepoint", image).toTree();
        ObjectNode annotations = tree.withObject("/metadata/annotations").put(Annotations.CONTENT_HASH, image);
        order.provenance().commit().ifPresent(commit -> annotations.put(Annotations.COMMIT, commit));
        order.provenance().commitTime().ifPresent(time -> annotations.put(Annotations.COMMIT_TIME, time.toString()));
        return new Prepared(Manifest.of(tree), "config", image, Optional.empty());
    }

    /** Takes up every new generation at once; the job of an image called failing fails. */
    private void operate() {
        if (!operatorWorks.get()) {
            return;
        }
        try {
            cluster.get(Play.RESOURCE)
                    .filter(live -> live.at("/status/observedGeneration").asLong()
                            != live.at("/metadata/generation").asLong())
                    .ifPresent(this::takeUp);
        } catch (ClusterException away) {
            // At the next turn.
        }
    }

    private void takeUp(Manifest live) {
        long generation = live.at("/metadata/generation").asLong();
        boolean suspended =
                live.textAt("/spec/job/state").filter("suspended"::equals).isPresent();
        boolean failing = live.textAt("/spec/image").orElse("").contains("failing");
        ObjectNode status = Json.object().put("observedGeneration", generation);
        status.put("lifecycleState", suspended ? "SUSPENDED" : "STABLE").put("jobManagerDeploymentStatus", "READY");
        status.withObject("/reconciliationStatus").put("state", "DEPLOYED");
        status.withObject("/jobStatus")
                .put("state", suspended ? "FINISHED" : failing ? "FAILED" : "RUNNING")
                .put("jobId", "job-" + generation)
                .put("startTime", String.valueOf(generation));
        try (var client = server.newClient()) {
            client.genericKubernetesResources(Play.RESOURCE.apiVersion(), Play.RESOURCE.kind())
                    .inNamespace("streaming")
                    .withName("orders-main")
                    .subresource("status")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            Json.write(Json.object().set("status", status)));
        }
    }
}
