package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointReport;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.ClassRule;
import org.junit.Test;

/** A job's state through savepoints and through versions that fail, with the real operator and real Flink. */
public class StateIT {
    private static final String SOAK = "2s";
    /** Longer than a job lives that fails 20 s after it was started. */
    private static final String LONG_SOAK = "30s";

    @ClassRule
    public static final RealCluster CLUSTER = new RealCluster();

    @Test
    public void
            savepoints_start_copies_and_a_job_keeps_its_state_when_a_version_fails_late_and_when_one_cannot_read_it()
                    throws IOException {
        CountingService service = CountingService.application(CLUSTER, "state");
        Path file = service.version("savepoint", "", SOAK);
        assertThat(service.deploy(0, file, "--commit", "1111111111111111").outcome())
                .isEqualTo(Phase.DONE);

        SavepointTaken first = savepoint(service, file);
        assertThat(metadata(first)).exists();
        assertThat(first.sizeBytes()).as("size of %s", first).isPresent();
        long counted = service.counts().size();
        savepoint(service, file);
        savepoint(service, file);
        SavepointTaken last = savepoint(service, file);
        assertThat(metadata(last)).exists();
        // The operator removes it, too, and whoever comes second is done before the first has ended.
        await().atMost(RealCluster.LIMIT)
                .untilAsserted(() ->
                        assertThat(metadata(first)).as("three are to be kept").doesNotExist());
        assertThat(service.run(0, file, "savepoint", "--list"))
                .contains(last.path())
                .doesNotContain(first.path());

        CountingService copy = CountingService.application(CLUSTER, "copy");
        Report started = copy.deploy(0, copy.version("savepoint", "", SOAK), "--restore-from", last.path());
        assertThat(started.outcome()).isEqualTo(Phase.DONE);
        assertThat(started.restoredFrom()).contains(last.path());
        copy.awaitMore();
        assertThat(copy.counts().get(0)).as("it goes on from the savepoint").isGreaterThan(counted);
        copy.delete();
        CountingService astray = CountingService.application(CLUSTER, "astray");
        Report nothing = astray.deploy(1, astray.version("savepoint", "", SOAK), "--restore-from", first.path());
        assertThat(nothing.cause())
                .hasValueSatisfying(cause -> assertThat(cause.cause()).isEqualTo("state missing"));
        assertThat(nothing.summary()).as("told before the time is over").doesNotContain("Not healthy after");
        astray.delete();

        Report late = service.deploy(
                3,
                service.version("savepoint", ", --fault, exception, --after, \"20\"", LONG_SOAK),
                "--commit",
                "2222222222222222");
        assertThat(late.outcome()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(late.phases()).extracting(Report.PhaseSpan::phase).contains(Phase.SOAKING);
        assertThat(late.restoredFrom()).isPresent();
        service.assertNothingIsLost();

        Report incompatible = service.deploy(
                3, service.version("savepoint", ", --state, string", SOAK), "--commit", "3333333333333333");
        assertThat(incompatible.outcome()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(incompatible.restoredFrom()).isPresent();
        service.assertNothingIsLost();
        service.delete();
    }

    @Test
    public void a_session_job_keeps_its_state_through_an_upgrade_a_failure_and_a_rollback() throws IOException {
        CountingService service = CountingService.ofASession(CLUSTER, "session");
        service.run(0, service.version("savepoint", "", SOAK), "deploy", "--commit", "1111111111111111");
        service.awaitMore();

        service.run(0, service.nextVersion(), "deploy", "--commit", "2222222222222222");
        service.assertCountsOnExactly();

        // This operator takes an older checkpoint for the state for a moment.
        assertThat(CLUSTER.run("stop", "session-main", "-n", "streaming").exit())
                .isZero();
        CommandLineRun start = CLUSTER.run("start", "session-main", "-n", "streaming", "--soak", SOAK);
        assertThat(start.exit()).as(start.all()).isZero();
        service.assertCountsOnExactly();

        Path broken = service.version("savepoint", ", --fault, exception, --after, \"3\"", LONG_SOAK);
        service.run(3, broken, "deploy", "--commit", "3333333333333333");
        service.assertNothingIsLost();

        CommandLineRun back = CLUSTER.run(
                "rollback", "-o", "json", "--session-job", "session-main-counter", "-n", "streaming", "--soak", SOAK);
        assertThat(back.exit()).as(back.all()).isZero();
        assertThat(Json.read(back.out(), Report.class).commit()).contains("1111111111111111");
        service.assertNothingIsLost();
    }

    private static SavepointTaken savepoint(CountingService service, Path file) {
        return Json.read(service.run(0, file, "savepoint"), SavepointReport.class)
                .jobs()
                .get(0)
                .savepoint()
                .orElseThrow();
    }

    private static Path metadata(SavepointTaken taken) {
        return Path.of(taken.path().replaceFirst("^file:/*", "/")).resolve("_metadata");
    }
}
