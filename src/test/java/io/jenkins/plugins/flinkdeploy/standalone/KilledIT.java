package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** The deployer's process is killed, and whoever has its saved state goes on; the job keeps its state and counts on. */
public class KilledIT {
    private static final Duration ANSWER_DELAY = Duration.ofMillis(300);

    /** States that last: RUNNING is left for SOAKING at once. */
    private static final Set<Phase> STATES = EnumSet.of(
            Phase.PLANNED,
            Phase.IMAGE_READY,
            Phase.LOCKED,
            Phase.SAVEPOINT_TAKEN,
            Phase.APPLIED,
            Phase.UPGRADING,
            Phase.SOAKING);

    @ClassRule
    public static final RealCluster CLUSTER = new RealCluster();

    private static CountingService service;

    @BeforeClass
    public static void oneJobRuns() throws IOException {
        service = CountingService.application(CLUSTER, "killed");
        assertThat(service.deploy(0, service.nextVersion()).outcome()).isEqualTo(Phase.DONE);
    }

    @Test
    public void a_deployer_that_is_killed_in_every_state_goes_on_each_time_and_upgrades_once() throws Exception {
        Path file = service.nextVersion();
        long generation = service.live().at("/metadata/generation").asLong();
        slowAnswers(true);
        SavedStates saved = new SavedStates(CLUSTER.directory("killed-states"));
        Set<Phase> killedIn = EnumSet.noneOf(Phase.class);
        List<String> command = new ArrayList<>(List.of("deploy", "-f", file.toString(), "--savepoint", "before"));
        try {
            while (!killedIn.equals(STATES)) {
                try (CliProcess process = start(saved, command)) {
                    Optional<Phase> phase = awaitOneOf(process, saved, STATES, killedIn);
                    assertThat(phase).as(process.text()).isPresent();
                    process.kill();
                    killedIn.add(saved.phase().orElseThrow());
                    killedIn.add(phase.orElseThrow());
                }
                command = List.of("resume", saved.id(), "-f", file.toString());
            }
        } finally {
            slowAnswers(false);
        }
        CommandLineRun last = CLUSTER.runIn(saved.directory(), List.of("resume", saved.id(), "-f", file.toString()));

        assertThat(last.exit()).as(last.all()).isZero();
        assertThat(saved.phase()).hasValue(Phase.DONE);
        assertThat(service.live().at("/metadata/annotations").toString()).contains(saved.id());
        assertThat(service.live().at("/metadata/generation").asLong())
                .as("the specification was changed once, and once for the savepoint")
                .isLessThanOrEqualTo(generation + 2);
        service.assertCountsOnExactly();
    }

    @Test
    public void a_rollback_whose_deployer_is_killed_goes_on() throws Exception {
        Path file = service.version("savepoint", ", --fault, main", "2s");
        slowAnswers(true);
        SavedStates saved = new SavedStates(CLUSTER.directory("broken-states"));
        try (CliProcess process = start(saved, List.of("deploy", "-f", file.toString()))) {
            assertThat(awaitOneOf(process, saved, EnumSet.of(Phase.ROLLING_BACK), Set.of()))
                    .as(process.text())
                    .isPresent();
            process.kill();
        } finally {
            slowAnswers(false);
        }

        CommandLineRun resumed = CLUSTER.runIn(saved.directory(), List.of("resume", saved.id()));

        assertThat(resumed.exit()).as(resumed.all()).isEqualTo(ExitCode.ROLLED_BACK.code());
        assertThat(saved.phase()).hasValue(Phase.ROLLED_BACK);
        service.assertCountsOnExactly();
    }

    /** So that each state lasts long enough to be killed in. */
    private static void slowAnswers(boolean slow) {
        CLUSTER.cluster().apiServer().setSlow(slow ? "flink-deploy" : "", slow ? ANSWER_DELAY : Duration.ZERO);
    }

    private static CliProcess start(SavedStates saved, List<String> command) throws IOException {
        return CliProcess.start(saved.directory().resolve("output"), CLUSTER.with(saved.directory(), command));
    }

    private static Optional<Phase> awaitOneOf(CliProcess process, SavedStates saved, Set<Phase> wanted, Set<Phase> seen)
            throws InterruptedException {
        while (process.process().isAlive()) {
            Optional<Phase> now = saved.phase().filter(wanted::contains).filter(phase -> !seen.contains(phase));
            if (now.isPresent()) {
                return now;
            }
            Thread.sleep(5);
        }
        return Optional.empty();
    }
}
