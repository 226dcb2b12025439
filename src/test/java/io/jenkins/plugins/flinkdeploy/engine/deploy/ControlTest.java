package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.WhenSuspended;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNote;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNotes;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Starts, stops, restarts and cancels against the local API server, where a played operator suspends and resumes as the real one. */
public class ControlTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final DeploySettings SETTINGS =
            Play.SETTINGS.withSoak(Duration.ofMillis(1)).withMinCheckpoints(0);

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final AtomicReference<String> saved = new AtomicReference<>("");
    private LocalApiServer server;
    private ClusterApi cluster;
    private SuspendingOperator operator;

    @Before
    public void start() {
        server = LocalCrd.start();
        LocalCrd.install(server, "FlinkSessionJob");
        cluster = LocalCrd.connect(server);
        operator = new SuspendingOperator(server, cluster);
        timer.scheduleWithFixedDelay(operator::work, 50, 100, TimeUnit.MILLISECONDS);
    }

    @After
    public void stop() {
        timer.shutdownNow();
        workers.shutdownNow();
        cluster.close();
        server.close();
    }

    @Test
    public void a_stop_takes_a_savepoint_first_and_a_start_goes_on_from_the_state_of_the_stop() {
        deploy("d-1", "savepoint", "img:1", SETTINGS);
        Deployment stopped = end(order(Control.Action.STOP));
        assertThat(stopped.phase()).as(stopped.toJson()).isEqualTo(Phase.DONE);
        assertThat(stopped.savepoints())
                .extracting(SavepointTaken::origin)
                .containsExactly(SavepointTaken.BEFORE, SavepointTaken.UPGRADE);
        assertThat(stopped.summary()).hasValueSatisfying(text -> assertThat(text)
                .contains("starts again from " + stopped.savepoints().get(1).path()));
        assertThat(live().textAt("/spec/job/state")).contains("suspended");
        assertThat(live().textAt("/spec/image")).contains("img:1");
        assertThat(live().annotation(Annotations.COMMIT)).contains("commit of img:1");

        Deployment started = end(order(Control.Action.START));
        assertThat(started.phase()).as(started.toJson()).isEqualTo(Phase.DONE);
        assertThat(operator.startedWith()).contains("savepoint");
        assertThat(live().textAt("/spec/job/state")).contains("running");
        assertThat(new Revisions(cluster).of(Play.RESOURCE))
                .as("what is deployed is the same")
                .hasSize(1);
    }

    @Test
    public void who_did_what_and_why_stays_on_the_resource_over_deployments() {
        deploy("d-1", "savepoint", "img:1", SETTINGS);
        end(order(Control.Action.STOP));
        end(order(Control.Action.START));
        deploy("d-2", "savepoint", "img:2", SETTINGS);
        List<ActionNote> notes = ActionNotes.of(live());
        assertThat(notes).extracting(ActionNote::action).containsExactly("start", "stop");
        ActionNote stop = notes.get(1);
        assertThat(stop.by()).contains("kim");
        assertThat(stop.reason()).contains("maintenance");
        assertThat(stop.buildUrl()).contains("https://ci/7");
        assertThat(stop.savepoint()).isPresent();
        assertThat(stop.doneAt()).isPresent();
    }

    @Test
    public void a_job_that_is_upgraded_from_its_last_state_is_stopped_with_a_savepoint_and_keeps_its_mode() {
        deploy("d-1", "last-state", "img:1", SETTINGS);
        assertThat(end(order(Control.Action.STOP)).phase()).isEqualTo(Phase.DONE);
        assertThat(live().textAt("/spec/job/upgradeMode")).contains("savepoint");
        assertThat(end(order(Control.Action.START)).phase()).isEqualTo(Phase.DONE);
        assertThat(operator.startedWith()).contains("savepoint");
        assertThat(live().textAt("/spec/job/upgradeMode")).contains("last-state");
        assertThat(live().annotation(Annotations.UPGRADE_MODE)).isEmpty();
    }

    @Test
    public void what_is_so_already_is_left_alone() {
        deploy("d-1", "savepoint", "img:1", SETTINGS);
        assertThat(end(order(Control.Action.START)).phase()).isEqualTo(Phase.UNCHANGED);
        end(order(Control.Action.STOP));
        String version = version();
        Deployment again = end(order(Control.Action.STOP));
        assertThat(again.phase()).isEqualTo(Phase.UNCHANGED);
        assertThat(again.summary()).hasValueSatisfying(text -> assertThat(text).contains("stopped already"));
        assertThat(end(order(Control.Action.CANCEL)).phase()).isEqualTo(Phase.UNCHANGED);
        assertThat(version()).isEqualTo(version);
    }

    @Test
    public void a_deployment_keeps_a_stopped_job_stopped_and_it_starts_later_with_its_state_and_the_new_version() {
        deploy("d-1", "savepoint", "img:1", SETTINGS);
        end(order(Control.Action.STOP));
        Deployment kept = deploy("d-2", "savepoint", "img:2", SETTINGS);
        assertThat(kept.phase()).as(kept.toJson()).isEqualTo(Phase.DONE);
        assertThat(live().textAt("/spec/job/state")).contains("suspended");
        assertThat(live().textAt("/spec/image")).contains("img:2");
        assertThat(end(order(Control.Action.START)).phase()).isEqualTo(Phase.DONE);
        assertThat(operator.startedWith()).contains("savepoint");
        assertThat(live().textAt("/spec/image")).contains("img:2");
    }

    @Test
    public void a_deployment_starts_a_stopped_job_where_the_file_says_so() {
        DeploySettings starting = SETTINGS.withWhenSuspended(WhenSuspended.START);
        deploy("d-1", "savepoint", "img:1", starting);
        end(order(Control.Action.STOP));
        assertThat(deploy("d-2", "savepoint", "img:2", starting).phase()).isEqualTo(Phase.DONE);
        assertThat(live().textAt("/spec/job/state")).contains("running");
        assertThat(operator.startedWith()).contains("savepoint");
    }

    @Test
    public void a_cancelled_job_starts_only_with_a_state_that_somebody_names_or_empty_when_told_so() {
        deploy("d-1", "savepoint", "img:1", SETTINGS);
        Deployment cancelled = end(order(Control.Action.CANCEL));
        assertThat(cancelled.phase()).as(cancelled.toJson()).isEqualTo(Phase.DONE);
        assertThat(cancelled.savepoints()).isEmpty();
        Deployment refused = end(order(Control.Action.START));
        assertThat(refused.phase()).isEqualTo(Phase.FAILED);
        assertThat(refused.summary()).hasValueSatisfying(text -> assertThat(text)
                .contains("without a savepoint")
                .contains("restore from")
                .contains("Nothing on the cluster was changed"));
        assertThat(live().textAt("/spec/job/state")).contains("suspended");
        Deployment forced = end(order(Control.Action.START, Optional.empty(), true, false));
        assertThat(forced.phase()).as(forced.toJson()).isEqualTo(Phase.DONE);
        assertThat(operator.startedWith()).contains("stateless");
        assertThat(live().textAt("/spec/job/upgradeMode")).contains("savepoint");
    }

    @Test
    public void a_job_is_started_from_a_named_savepoint() {
        deploy("d-1", "savepoint", "img:1", SETTINGS);
        end(order(Control.Action.CANCEL));
        end(order(Control.Action.START, Optional.of("file:///sp/named"), false, false));
        assertThat(live().textAt("/spec/job/initialSavepointPath")).contains("file:///sp/named");
        assertThat(live().at("/spec/job/savepointRedeployNonce").asLong()).isPositive();
    }

    @Test
    public void a_restart_changes_nothing_else_and_waits_for_another_job() {
        deploy("d-1", "savepoint", "img:1", SETTINGS);
        Optional<String> before = live().textAt("/status/jobStatus/jobId");
        Manifest was = live();
        assertThat(end(order(Control.Action.RESTART)).phase()).isEqualTo(Phase.DONE);
        assertThat(live().textAt("/status/jobStatus/jobId")).isNotEqualTo(before);
        ObjectNode now = live().toTree().withObject("/spec");
        now.remove("restartNonce");
        assertThat(now).isEqualTo(was.at("/spec"));
        end(order(Control.Action.STOP));
        Deployment stopped = end(order(Control.Action.RESTART));
        assertThat(stopped.phase()).isEqualTo(Phase.FAILED);
        assertThat(stopped.summary())
                .hasValueSatisfying(text -> assertThat(text).contains("Start it instead"));
    }

    @Test
    public void a_job_of_which_no_savepoint_can_be_taken_is_not_stopped() {
        deploy("d-1", "savepoint", "img:1", SETTINGS);
        operator.pause();
        operator.status(Json.object().<ObjectNode>set("jobStatus", Json.object().put("state", "RESTARTING")));
        Deployment refused = end(order(Control.Action.STOP));
        assertThat(refused.phase()).isEqualTo(Phase.FAILED);
        assertThat(refused.summary()).hasValueSatisfying(text -> assertThat(text)
                .contains("RESTARTING")
                .contains("cancel")
                .contains("Nothing on the cluster was changed"));
        assertThat(live().textAt("/spec/job/state")).contains("running");
    }

    @Test
    public void a_dry_run_says_what_it_would_do_and_does_nothing() {
        deploy("d-1", "savepoint", "img:1", SETTINGS);
        String version = version();
        Deployment tried = end(order(Control.Action.STOP, Optional.empty(), false, true));
        assertThat(tried.phase()).isEqualTo(Phase.DRY_RUN);
        assertThat(version()).isEqualTo(version);
    }

    @Test
    public void a_stop_that_was_interrupted_goes_on_from_its_saved_state() {
        deploy("d-1", "savepoint", "img:1", SETTINGS);
        operator.pause();
        DeploymentRunner first = runner(DeploymentMachine.start(order(Control.Action.STOP)), Optional.empty());
        first.start();
        await().atMost(LIMIT)
                .until(() -> first.current().savepointAsked().isPresent()
                        && first.current().isWatching());
        first.detach();
        operator.resume();
        Deployment end = end(runner(Deployment.fromJson(saved.get()), Optional.empty()));
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(ActionNotes.of(live())).hasSize(1);
    }

    @Test
    public void the_jobs_of_a_session_cluster_are_stopped_and_the_cluster_itself_cannot_be() {
        ObjectNode session = Play.manifest("d-1", "savepoint", "img:1").toTree();
        session.withObject("/spec").remove("job");
        cluster.apply(Manifest.of(session), false);
        Controls controls = new Controls(cluster);
        assertThatThrownBy(() -> controls.orders(
                        Play.RESOURCE,
                        request(Control.Action.STOP, Optional.empty(), false, false),
                        Clock.systemUTC().instant()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no jobs");
        for (String name : List.of("job-b", "job-a")) {
            ObjectNode job =
                    Json.object().put("apiVersion", Play.RESOURCE.apiVersion()).put("kind", "FlinkSessionJob");
            job.withObject("/metadata").put("name", name).put("namespace", "streaming");
            job.withObject("/spec").put("deploymentName", "orders-main");
            job.withObject("/spec/job").put("upgradeMode", "savepoint").put("state", "running");
            cluster.apply(Manifest.of(job), false);
        }
        assertThat(controls.orders(
                        Play.RESOURCE,
                        request(Control.Action.STOP, Optional.empty(), false, false),
                        Clock.systemUTC().instant()))
                .extracting(order ->
                        order.resource().kind() + " " + order.resource().name())
                .containsExactly("FlinkSessionJob job-a", "FlinkSessionJob job-b");
        assertThatThrownBy(() -> controls.orders(
                        Play.RESOURCE,
                        request(Control.Action.START, Optional.of("file:///sp/1"), false, false),
                        Clock.systemUTC().instant()))
                .hasMessageContaining("belongs to one job");
    }

    private Manifest live() {
        return cluster.get(Play.RESOURCE).orElseThrow();
    }

    private String version() {
        return live().textAt("/metadata/resourceVersion").orElse("");
    }

    private Order order(Control.Action action) {
        return order(action, Optional.empty(), false, false);
    }

    private Order order(Control.Action action, Optional<String> restoreFrom, boolean force, boolean dryRun) {
        return new Controls(cluster)
                .orders(
                        Play.RESOURCE,
                        request(action, restoreFrom, force, dryRun),
                        Clock.systemUTC().instant())
                .get(0);
    }

    private static Controls.Request request(
            Control.Action action, Optional<String> restoreFrom, boolean force, boolean dryRun) {
        return new Controls.Request(
                "orders.main",
                new Control(action, Optional.of("maintenance")),
                SETTINGS,
                restoreFrom,
                force,
                Optional.of("https://ci/7"),
                Optional.of("kim"),
                dryRun);
    }

    private Deployment deploy(String id, String mode, String image, DeploySettings settings) {
        Order order = new Order(
                id,
                "orders.main",
                Play.RESOURCE,
                settings,
                new Order.Provenance(Optional.of("commit of " + image), Optional.empty(), Optional.empty()),
                false,
                false,
                Clock.systemUTC().instant());
        ObjectNode tree = Play.manifest(id, mode, image).toTree();
        tree.withObject("/metadata/annotations")
                .put(Annotations.CONTENT_HASH, image)
                .put(Annotations.COMMIT, "commit of " + image);
        Prepared prepared = new Prepared(Manifest.of(tree), "config", image, Optional.empty());
        return end(runner(DeploymentMachine.start(order), Optional.of(prepared)));
    }

    private Deployment end(Order order) {
        return end(runner(DeploymentMachine.start(order), Optional.empty()));
    }

    private static Deployment end(DeploymentRunner runner) {
        runner.start();
        await().atMost(LIMIT).until(() -> runner.end().isDone());
        return runner.end().join();
    }

    private DeploymentRunner runner(Deployment deployment, Optional<Prepared> prepared) {
        return new DeploymentRunner(
                deployment,
                cluster,
                order -> prepared.orElseThrow(),
                (namespace, name, job) -> Optional.empty(),
                workers,
                timer,
                Clock.systemUTC(),
                (state, log) -> saved.set(state.toJson()));
    }
}
