package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** What is around a deployment gets in its way: other deployments, the operator, the API server; the job keeps its state. */
public class TroubleIT {
    private static final Duration OUTAGE = Duration.ofMinutes(1);
    private static final Set<Phase> IN_MID_UPGRADE = EnumSet.of(Phase.APPLIED, Phase.UPGRADING);
    private static final Set<String> STARTED = Set.of("DEPLOYED_NOT_READY", "READY");

    @ClassRule
    public static final RealCluster CLUSTER = new RealCluster();

    private static CountingService service;
    private static Git repository;

    @BeforeClass
    public static void oneJobRuns() throws IOException, GitAPIException {
        service = CountingService.application(CLUSTER, "faults");
        repository = Git.init().setDirectory(service.repository().toFile()).call();
        Report first = service.deploy(0, service.nextVersion(), "--commit", commit("first"));
        assertThat(first.outcome()).isEqualTo(Phase.DONE);
    }

    @AfterClass
    public static void closeRepository() {
        if (repository != null) {
            repository.close();
        }
    }

    @Test
    public void of_deployers_at_once_the_newest_commit_has_its_turn_and_an_older_one_never_replaces_it()
            throws Exception {
        String running = commit("running");
        String overtaken = commit("overtaken");
        String newest = commit("newest");
        Path runningFile = service.nextVersion();
        Path overtakenFile = service.nextVersion();
        Path newestFile = service.nextVersion();

        SavedStates saved = new SavedStates(CLUSTER.directory("running"));
        CompletableFuture<CommandLineRun> first = begin(saved, runningFile, running);
        await().atMost(RealCluster.LIMIT).until(() -> saved.isIn(EnumSet.of(Phase.LOCKED, Phase.APPLIED)));
        CompletableFuture<CommandLineRun> second =
                begin(new SavedStates(CLUSTER.directory("overtaken")), overtakenFile, overtaken);
        await().atMost(RealCluster.LIMIT).until(() -> leases().contains(overtaken));
        CompletableFuture<CommandLineRun> third =
                begin(new SavedStates(CLUSTER.directory("newest")), newestFile, newest);

        CommandLineRun superseded = end(second);
        assertThat(superseded.exit()).as(superseded.all()).isEqualTo(ExitCode.SUPERSEDED.code());
        assertThat(superseded.all()).contains("is deploying this target").contains(newest.substring(0, 8));
        assertThat(end(first).exit()).as(end(first).all()).isZero();
        assertThat(end(third).exit()).as(end(third).all()).isZero();
        service.assertCountsOnExactly();

        JsonNode job = service.live().at("/status/jobStatus");
        Report late = service.deploy(1, overtakenFile, "--commit", overtaken);
        assertThat(late.outcome()).isEqualTo(Phase.FAILED);
        assertThat(late.summary()).contains(newest.substring(0, 8)).contains("newer");
        assertThat(service.live().at("/metadata/annotations").toString()).contains(newest);
        assertIsTheSame(job);
        service.assertCountsOnExactly();
    }

    @Test
    public void an_operator_that_is_killed_in_mid_upgrade_is_waited_for() throws Exception {
        SavedStates saved = new SavedStates(CLUSTER.directory("operator"));
        CompletableFuture<CommandLineRun> run = begin(saved, service.nextVersion(), commit("operator"));
        await().atMost(RealCluster.LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> saved.isIn(IN_MID_UPGRADE));
        CLUSTER.cluster().operator().kill();
        CLUSTER.cluster().operator().start();

        CommandLineRun end = end(run);
        assertThat(end.exit()).as(end.all()).isZero();
        service.assertNothingIsLost();
    }

    @Test
    public void an_api_server_that_is_away_for_a_minute_is_waited_for() throws Exception {
        SavedStates saved = new SavedStates(CLUSTER.directory("away"));
        CompletableFuture<CommandLineRun> run = begin(saved, service.nextVersion(), commit("away"));
        // In mid-wait, and not while the operator writes: what it has written and not seen again, it would write once
        // more.
        await().atMost(RealCluster.LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> saved.isIn(EnumSet.of(Phase.UPGRADING))
                        && STARTED.contains(service.live()
                                .at("/status/jobManagerDeploymentStatus")
                                .asText())
                        && service.live().at("/status/lifecycleState").asText().equals("DEPLOYED"));
        CLUSTER.cluster().apiServer().setOutage(true);
        TimeUnit.SECONDS.sleep(OUTAGE.toSeconds());
        assertThat(run).isNotDone();
        CLUSTER.cluster().apiServer().setOutage(false);

        CommandLineRun end = end(run);
        assertThat(end.exit()).as(end.all()).isZero();
        // Without the API server a JobManager loses its leadership, and Flink restores the job from its last
        // checkpoint.
        service.assertNothingIsLost();
    }

    @Test
    public void what_the_operator_refuses_stops_no_job() throws Exception {
        JsonNode job = service.live().at("/status/jobStatus");
        Path manifest = CLUSTER.manifest("faults-main", "flinkConfiguration: {}");

        CommandLineRun run = CLUSTER.run("deploy", "-f", manifest.toString());

        assertThat(run.exit()).as(run.all()).isNotZero();
        assertIsTheSame(job);
        service.assertNothingIsLost();
    }

    private static void assertIsTheSame(JsonNode job) {
        JsonNode now = service.live().at("/status/jobStatus");
        assertThat(now.path("jobId")).isEqualTo(job.path("jobId"));
        assertThat(now.path("startTime")).isEqualTo(job.path("startTime"));
    }

    private static CompletableFuture<CommandLineRun> begin(SavedStates saved, Path file, String commit) {
        return CLUSTER.begin(saved.directory(), List.of("deploy", "-f", file.toString(), "--commit", commit));
    }

    private static CommandLineRun end(CompletableFuture<CommandLineRun> run) throws Exception {
        return run.get(RealCluster.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static String leases() {
        return CLUSTER.client()
                .leases()
                .inNamespace("streaming")
                .list()
                .getItems()
                .toString();
    }

    private static String commit(String message) throws GitAPIException {
        return repository
                .commit()
                .setAllowEmpty(true)
                .setSign(false)
                .setAuthor("kim", "kim@example.org")
                .setCommitter("kim", "kim@example.org")
                .setMessage(message)
                .call()
                .name();
    }
}
