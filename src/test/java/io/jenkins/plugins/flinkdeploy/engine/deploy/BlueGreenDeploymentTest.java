package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Blue/green deployments from start to end against the local API server, with the statuses that the operator writes. */
public class BlueGreenDeploymentTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final DeploySettings SETTINGS =
            Play.SETTINGS.withSoak(Duration.ofSeconds(1)).withMinCheckpoints(0);

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private LocalApiServer server;
    private ClusterApi cluster;
    private PlayedBlueGreenOperator operator;

    @Before
    public void start() {
        server = LocalCrd.start();
        cluster = LocalCrd.connect(server);
        operator = new PlayedBlueGreenOperator(server, cluster);
        timer.scheduleWithFixedDelay(this::operate, 30, 30, TimeUnit.MILLISECONDS);
    }

    @After
    public void stop() {
        timer.shutdownNow();
        workers.shutdownNow();
        cluster.close();
        server.close();
    }

    @Test
    public void the_first_goes_to_blue_and_the_next_to_green_while_a_job_runs_all_the_time() {
        Deployment first = end("d-1", "img:1", SETTINGS);
        assertThat(first.phase()).as(first.summary().orElse("")).isEqualTo(Phase.DONE);
        assertThat(first.summary().orElse("")).startsWith("blue, healthy");

        Deployment next = end("d-2", "img:2", SETTINGS);
        assertThat(next.phase()).as(next.summary().orElse("")).isEqualTo(Phase.DONE);
        assertThat(next.summary().orElse("")).startsWith("blue → green, healthy");
        assertThat(next.downtime()).contains(Duration.ZERO);
        assertThat(next.restoredFrom()).contains("file:/sp/of-job-2");
        assertThat(Report.of(next).colours().orElseThrow())
                .isEqualTo(new ColourChange(Optional.of("blue"), Optional.of("green")));
        assertThat(log).contains("blue → green, job job-2 RUNNING, a job ran all the time");
        assertThat(asked).containsExactlyInAnyOrder("orders-main-blue job-1", "orders-main-green job-2");

        assertThat(end("d-3", "img:2", SETTINGS).phase()).isEqualTo(Phase.UNCHANGED);
        assertThat(end("d-4", "img:3", SETTINGS).summary().orElse("")).startsWith("green → blue");
    }

    @Test
    public void a_colour_that_the_operator_gives_up_is_a_failure_in_which_the_one_before_serves_on() {
        end("d-1", "img:1", SETTINGS);

        Deployment failed = end("d-2", "img:broken", SETTINGS);
        assertThat(failed.phase()).isEqualTo(Phase.FAILED);
        assertThat(failed.summary().orElse(""))
                .contains("The operator gave up the new colour and keeps the one before")
                .contains("It said: no such class: org.example.Absent")
                .contains("blue serves on. The resource holds the new specification.")
                .doesNotContain("olled back to");
        assertThat(Report.of(failed).colours().orElseThrow().now()).contains("blue");
        assertThat(failed.downtime()).isEmpty();
        assertThat(live().textAt("/spec/template/spec/image")).contains("img:broken");

        Deployment again = end("d-3", "img:broken", SETTINGS);
        assertThat(again.phase()).isEqualTo(Phase.FAILED);
        assertThat(again.summary().orElse("")).contains("does not try it again as it is");

        Deployment mended = end("d-4", "img:2", SETTINGS);
        assertThat(mended.phase()).as(mended.summary().orElse("")).isEqualTo(Phase.DONE);
        assertThat(mended.summary().orElse("")).startsWith("blue → green");
    }

    @Test
    public void a_savepoint_before_the_apply_is_one_of_the_colour_that_serves() {
        operator.takeSnapshots();
        end("d-1", "img:1", SETTINGS);

        Deployment next = end("d-2", "img:2", SETTINGS.withSavepoint(SavepointPolicy.BEFORE));
        assertThat(next.phase()).as(next.summary().orElse("")).isEqualTo(Phase.DONE);
        assertThat(next.savepoints().get(0).path()).isEqualTo("file:/sp/of-FlinkDeployment-orders-main-blue");
    }

    @Test
    public void a_first_colour_that_is_given_up_leaves_no_job() {
        Deployment failed = end("d-1", "img:broken", SETTINGS);
        assertThat(failed.phase()).isEqualTo(Phase.FAILED);
        assertThat(failed.summary().orElse(""))
                .contains("gave up the first colour, and no job runs")
                .doesNotContain("serves on");
    }

    @Test
    public void a_change_of_colour_that_takes_too_long_is_taken_back_on_the_colour_that_came() {
        end("d-1", "img:1", SETTINGS);
        operator.waitForEver();

        Deployment back = end("d-2", "img:broken", SETTINGS.withTimeout(Duration.ofSeconds(3)));
        assertThat(back.phase()).as(back.summary().orElse("")).isEqualTo(Phase.ROLLED_BACK);
        assertThat(live().textAt("/spec/template/spec/image")).contains("img:1");
        assertThat(back.serving()).contains("green");
    }

    @Test
    public void a_colour_that_fails_when_it_is_active_cannot_be_left_and_that_is_said() {
        end("d-1", "img:1", SETTINGS);

        Deployment failed = end("d-2", "img:dying", SETTINGS.withSoak(Duration.ofSeconds(20)));
        assertThat(failed.phase()).isEqualTo(Phase.FAILED);
        assertThat(failed.summary().orElse(""))
                .contains("the rollback too")
                .contains("'orders-main-green' is not READY");
    }

    private Deployment end(String id, String image, DeploySettings settings) {
        Order order = new Order(
                id,
                "orders.main",
                PlayedBlueGreenOperator.RESOURCE,
                settings,
                new Order.Provenance(Optional.of("commit of " + image), Optional.empty(), Optional.empty()),
                false,
                false,
                Clock.systemUTC().instant());
        DeploymentRunner runner = new DeploymentRunner(
                DeploymentMachine.start(order),
                cluster,
                any -> prepared(order, image),
                (namespace, name, job) -> {
                    asked.add(name + " " + job);
                    return Optional.of(sample(job));
                },
                workers,
                timer,
                Clock.systemUTC(),
                (state, lines) -> lines.forEach(line -> log.add(line.text())));
        runner.start();
        await().atMost(LIMIT).until(() -> runner.end().isDone());
        return runner.end().join();
    }

    private static JobSample sample(String job) {
        return new JobSample(
                job,
                0,
                1,
                0,
                1,
                4,
                4,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("file:/sp/of-" + job));
    }

    private static Prepared prepared(Order order, String image) {
        ObjectNode tree = Json.object()
                .put("apiVersion", order.resource().apiVersion())
                .put("kind", order.resource().kind());
        tree.withObject("/metadata")
                .put("name", order.resource().name())
                .put("namespace", order.resource().namespace());
        tree.withObject("/metadata/annotations")
                .put(Annotations.DEPLOYMENT_ID, order.id())
                .put(Annotations.CONTENT_HASH, image);
        ObjectNode spec = tree.withObject("/spec/template/spec").put("image", image);
        spec.withObject("/job").put("upgradeMode", "savepoint").put("state", "running");
        return new Prepared(Manifest.of(tree), "config", image, Optional.empty());
    }

    private Manifest live() {
        return cluster.get(PlayedBlueGreenOperator.RESOURCE).orElseThrow();
    }

    private void operate() {
        try {
            operator.step();
        } catch (ClusterException away) {
            // At the next turn.
        }
    }
}
