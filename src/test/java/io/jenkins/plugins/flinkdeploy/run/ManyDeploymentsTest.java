package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Result;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Many deployments that wait at once in one controller. {@code bin/bench jenkins} runs it with 200 and keeps the figures. */
public class ManyDeploymentsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final int STEPS = Integer.getInteger("flinkdeploy.bench.steps", 10);
    private static final int RUNS = Math.max(2, STEPS / 20);
    private static final int VISITS = 21;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static PlayedOperator server;

    @BeforeClass
    public static void server() {
        server = new PlayedOperator();
        FlinkDeployConfiguration.get().setTargets(List.of(server.target("local")));
        IntStream.range(0, STEPS).mapToObj(ManyDeploymentsTest::name).forEach(name -> {
            server.stands(name, "two");
            server.revisions(name, "one", "two");
        });
    }

    @AfterClass
    public static void close() {
        server.close();
    }

    @Test
    public void steps_that_wait_use_no_executor_and_each_says_at_its_abort_what_it_left() throws Exception {
        ObjectNode figures = Json.object().put("steps", STEPS);
        figures.put("heapMbBefore", heap()).put("threadsBefore", threads());
        List<WorkflowRun> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(pipeline(i).scheduleBuild2(0).waitForStart());
        }
        Awaitility.await().atMost(LIMIT).until(() -> IntStream.range(0, STEPS)
                .mapToObj(ManyDeploymentsTest::name)
                .allMatch(name -> server.resource(name).textAt("/spec/image").equals(Optional.of("img:one"))));

        assertThat(busy()).as("executors in use").isZero();
        assertThat(JENKINS.jenkins.getQueue().isEmpty()).isTrue();
        assertThat(DeployRuntime.stepsUnderWay()).isEqualTo(STEPS);
        figures.put("heapMbWaiting", heap()).put("threadsWaiting", threads()).put("executorsWaiting", busy());
        for (String page :
                List.of("", runs.get(0).getParent().getUrl(), runs.get(0).getUrl() + "flink-deploy/")) {
            figures.withObject("/pageMillis")
                    .set(page.isEmpty() ? "front" : page.replaceAll("\\d+", "N"), visits(page));
        }
        Optional.ofNullable(System.getProperty("flinkdeploy.bench.out"))
                .ifPresent(file -> write(Path.of(file), figures));

        for (WorkflowRun run : runs) {
            run.getExecutor().interrupt();
        }
        for (WorkflowRun run : runs) {
            JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
            assertThat(JenkinsRule.getLog(run).split("the operator goes on with it, unwatched", -1))
                    .hasSizeGreaterThan(STEPS / RUNS);
        }
        assertThat(DeployRuntime.stepsUnderWay()).isZero();
    }

    private static WorkflowJob pipeline(int number) throws Exception {
        int share = STEPS / RUNS;
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                """
                def branches = [:]
                for (int i = %d; i < %d; i++) {
                    def name = "many-${i}"
                    branches[name] = { flinkRollback name: name, timeout: '1h' }
                }
                parallel branches
                """
                        .formatted(number * share, (number + 1) * share),
                true));
        return job;
    }

    private static String name(int number) {
        return "many-" + number;
    }

    private static long busy() {
        return Arrays.stream(JENKINS.jenkins.getComputers())
                .map(Computer::getExecutors)
                .flatMap(List::stream)
                .filter(Executor::isBusy)
                .count();
    }

    /** Milliseconds that a page takes, of several visits after a first one. */
    private static ObjectNode visits(String page) throws Exception {
        try (JenkinsRule.WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false)) {
            client.getOptions().setCssEnabled(false);
            client.goTo(page);
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < VISITS; i++) {
                long start = System.nanoTime();
                client.goTo(page);
                millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis() * 1.0);
            }
            millis.sort(null);
            return Json.object().put("median", millis.get(VISITS / 2)).put("max", millis.get(VISITS - 1));
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static void write(Path file, ObjectNode figures) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, Json.writePretty(figures));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
