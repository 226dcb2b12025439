package io.jenkins.plugins.flinkdeploy.engine.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpointSettings;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkCheckpointTrend;
import io.jenkins.plugins.flinkdeploy.engine.flink.Reading;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.Test;

/** Each rule at its borders. */
public class HealthRulesTest {
    private static final Instant NOW = SeenCluster.NOW;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final FlinkCheckpointTrend GOOD =
            new FlinkCheckpointTrend(true, Optional.of(NOW.minusSeconds(10)), 0, Optional.empty());

    private FlinkCheckpointTrend checkpoints = GOOD;
    private Optional<Duration> interval = Optional.of(Duration.ofSeconds(30));
    private List<Instant> failures = List.of();
    private OptionalDouble backPressure = OptionalDouble.of(0.1);
    private OptionalDouble lag = OptionalDouble.of(1200);
    private Optional<Instant> savepoint = Optional.of(NOW.minus(Duration.ofHours(1)));
    private HealthLimits limits = HealthLimits.defaults();

    @Test
    public void a_cluster_that_runs_is_well() {
        HealthReport report = judge(SeenCluster.running());

        assertThat(report.state()).isEqualTo(HealthState.OK);
        assertThat(report.summary()).isEqualTo("all is well");
        assertThat(report.findings()).allMatch(finding -> finding.state() == HealthState.OK);
        assertThat(report.findings())
                .extracting(HealthFinding::check)
                .containsExactly(
                        HealthCheck.STATE,
                        HealthCheck.JOB_MANAGERS,
                        HealthCheck.TASK_MANAGERS,
                        HealthCheck.PODS,
                        HealthCheck.SAVEPOINT_AGE,
                        HealthCheck.JOB,
                        HealthCheck.CHECKPOINT_AGE,
                        HealthCheck.CHECKPOINT_FAILURES,
                        HealthCheck.RESTARTS,
                        HealthCheck.BACK_PRESSURE,
                        HealthCheck.CONSUMER_LAG);
        assertThat(HealthText.of(report))
                .startsWith("orders-main in streaming: ok\n")
                .contains("    ok       Task managers:       2 of 2 ready, 2 registered\n")
                .contains("    ok       Savepoint age:       the last known one is 1 h 00 min old\n  Orders\n")
                .contains("    ok       Consumer lag:        1200 records behind\n");
    }

    @Test
    public void the_states_of_a_cluster() {
        assertThat(state(ClusterState.STOPPED)).isEqualTo(HealthState.OK);
        assertThat(state(ClusterState.FINISHED)).isEqualTo(HealthState.OK);
        assertThat(state(ClusterState.DEPLOYING)).isEqualTo(HealthState.UNKNOWN);
        assertThat(state(ClusterState.UNKNOWN)).isEqualTo(HealthState.UNKNOWN);
        assertThat(state(ClusterState.ABSENT)).isEqualTo(HealthState.FAILING);
        assertThat(state(ClusterState.FAILED)).isEqualTo(HealthState.FAILING);
        assertThat(state(ClusterState.CRASH_LOOPING)).isEqualTo(HealthState.FAILING);
        assertThat(state(ClusterState.ROLLED_BACK)).isEqualTo(HealthState.FAILING);
    }

    @Test
    public void being_on_its_way_for_too_long_is_a_failure_that_began_when_it_set_out() {
        HealthReport first = judge(SeenCluster.in(ClusterState.DEPLOYING));
        SeenCluster later = SeenCluster.in(ClusterState.DEPLOYING);

        HealthReport almost = judge(later.after(limits.patience().minus(SECOND)), Optional.of(first));
        HealthReport tooLong = judge(later.after(limits.patience()), Optional.of(almost));

        assertThat(almost.state()).isEqualTo(HealthState.UNKNOWN);
        assertThat(tooLong.state()).isEqualTo(HealthState.FAILING);
        assertThat(tooLong.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.since()).isEqualTo(NOW);
            assertThat(finding.text()).isEqualTo("Deploying");
        });
        assertThat(tooLong.since()).isEqualTo(NOW.plus(limits.patience()));
    }

    @Test
    public void a_pod_counts_when_it_is_older_than_a_minute() {
        SeenCluster exactly = SeenCluster.running().podsOfAge(Duration.ofSeconds(60));
        SeenCluster older = SeenCluster.running().podsOfAge(Duration.ofSeconds(61));

        assertThat(found(exactly, HealthCheck.JOB_MANAGERS).state()).isEqualTo(HealthState.UNKNOWN);
        assertThat(found(exactly, HealthCheck.TASK_MANAGERS).state()).isEqualTo(HealthState.UNKNOWN);
        assertThat(judge(exactly).state()).isEqualTo(HealthState.UNKNOWN);
        assertThat(judge(older).state()).isEqualTo(HealthState.OK);
    }

    @Test
    public void a_cluster_without_a_ready_jobmanager_fails() {
        HealthFinding finding = found(SeenCluster.running().unready("jobmanager"), HealthCheck.JOB_MANAGERS);

        assertThat(finding.state()).isEqualTo(HealthState.FAILING);
        assertThat(finding.text()).isEqualTo("no JobManager is ready");
        assertThat(finding.limit().map(Amount::text)).hasValue("1");
    }

    @Test
    public void every_expected_task_manager_must_be_ready_and_registered() {
        assertThat(found(SeenCluster.running().registered(1), HealthCheck.TASK_MANAGERS))
                .satisfies(finding -> assertThat(finding.state()).isEqualTo(HealthState.FAILING))
                .satisfies(finding -> assertThat(finding.text()).isEqualTo("2 of 2 ready, 1 registered"));
        assertThat(found(SeenCluster.running().unready("taskmanager"), HealthCheck.TASK_MANAGERS)
                        .state())
                .isEqualTo(HealthState.FAILING);
        assertThat(found(SeenCluster.running().registered(3), HealthCheck.TASK_MANAGERS)
                        .state())
                .isEqualTo(HealthState.OK);
    }

    @Test
    public void where_nobody_says_how_many_task_managers_there_should_be_those_with_a_pod_are_meant() {
        assertThat(found(SeenCluster.running().expecting(-1).registered(1), HealthCheck.TASK_MANAGERS)
                        .text())
                .isEqualTo("2 of 2 ready, 1 registered");
    }

    @Test
    public void a_silent_jobmanager_is_unknown_and_its_pods_are_judged_all_the_same() {
        HealthReport report = judge(SeenCluster.running().silent("connection refused"));

        assertThat(report.state()).isEqualTo(HealthState.UNKNOWN);
        assertThat(report.summary()).isEqualTo("connection refused");
        assertThat(found(report, HealthCheck.TASK_MANAGERS).text()).isEqualTo("2 of 2 ready");
    }

    @Test
    public void pods_that_cannot_be_read_are_unknown() {
        HealthReport report = judge(SeenCluster.running().gap("pods", "pods is forbidden"));

        assertThat(report.state()).isEqualTo(HealthState.UNKNOWN);
        assertThat(found(report, HealthCheck.PODS).text()).isEqualTo("not measured: pods is forbidden");
        assertThat(found(report, HealthCheck.JOB).state()).isEqualTo(HealthState.OK);
    }

    @Test
    public void an_evicted_pod_is_a_warning() {
        HealthReport report = judge(SeenCluster.running().evicted("orders-main-taskmanager-1-9"));

        assertThat(report.state()).isEqualTo(HealthState.WARNING);
        assertThat(report.summary()).isEqualTo("orders-main-taskmanager-1-9: Evicted: the node was low on memory");
    }

    @Test
    public void a_failed_job_is_a_failure_and_a_finished_one_is_none() {
        assertThat(found(SeenCluster.running().job("FAILED"), HealthCheck.JOB).state())
                .isEqualTo(HealthState.FAILING);
        assertThat(found(SeenCluster.running().job("RESTARTING"), HealthCheck.JOB)
                        .state())
                .isEqualTo(HealthState.UNKNOWN);
        assertThat(judge(SeenCluster.running().job("FINISHED")).state()).isEqualTo(HealthState.OK);
    }

    @Test
    public void the_state_to_go_back_to_may_be_as_old_as_the_limit() {
        checkpoints = completedBefore(limits.checkpointAge());
        assertThat(found(HealthCheck.CHECKPOINT_AGE).state()).isEqualTo(HealthState.OK);

        checkpoints = completedBefore(limits.checkpointAge().plus(SECOND));
        HealthFinding old = found(HealthCheck.CHECKPOINT_AGE);

        assertThat(old.state()).isEqualTo(HealthState.FAILING);
        assertThat(old.text()).isEqualTo("a failure would repeat 15 min 01 s");
        assertThat(old.since()).isEqualTo(NOW.minus(SECOND));
        assertThat(old.job()).hasValue("Orders");
    }

    @Test
    public void checkpoints_that_are_far_apart_have_three_intervals() {
        interval = Optional.of(Duration.ofMinutes(10));

        checkpoints = completedBefore(Duration.ofMinutes(30));
        assertThat(found(HealthCheck.CHECKPOINT_AGE).state()).isEqualTo(HealthState.OK);
        checkpoints = completedBefore(Duration.ofMinutes(30).plus(SECOND));
        assertThat(found(HealthCheck.CHECKPOINT_AGE).state()).isEqualTo(HealthState.FAILING);
    }

    @Test
    public void before_the_first_checkpoint_the_start_of_the_job_counts() {
        checkpoints = new FlinkCheckpointTrend(true, Optional.empty(), 0, Optional.empty());

        HealthFinding finding = found(HealthCheck.CHECKPOINT_AGE);

        assertThat(finding.state()).isEqualTo(HealthState.FAILING);
        assertThat(finding.text()).isEqualTo("none has completed for 3 h 00 min");
    }

    @Test
    public void a_job_that_makes_no_checkpoints_has_none_that_are_old() {
        checkpoints = new FlinkCheckpointTrend(false, Optional.empty(), 0, Optional.empty());
        assertThat(found(HealthCheck.CHECKPOINT_AGE).text()).isEqualTo("makes no checkpoints");

        checkpoints = completedBefore(Duration.ofDays(3));
        interval = Optional.empty();
        assertThat(found(HealthCheck.CHECKPOINT_AGE).state()).isEqualTo(HealthState.OK);
    }

    @Test
    public void failed_checkpoints_are_a_warning_and_three_in_a_row_a_failure() {
        assertThat(afterFailedCheckpoints(0).state()).isEqualTo(HealthState.OK);
        assertThat(afterFailedCheckpoints(1).state()).isEqualTo(HealthState.WARNING);
        assertThat(afterFailedCheckpoints(2).state()).isEqualTo(HealthState.WARNING);
        assertThat(afterFailedCheckpoints(3).state()).isEqualTo(HealthState.FAILING);
        assertThat(afterFailedCheckpoints(3).text()).isEqualTo("the last 3 failed: Expired");
    }

    @Test
    public void three_restarts_within_an_hour_are_allowed() {
        failures = Collections.nCopies(3, NOW.minusSeconds(60));
        assertThat(found(HealthCheck.RESTARTS).state()).isEqualTo(HealthState.OK);

        failures = Collections.nCopies(4, NOW.minusSeconds(60));
        assertThat(found(HealthCheck.RESTARTS).state()).isEqualTo(HealthState.WARNING);
        assertThat(found(HealthCheck.RESTARTS).measured().map(Amount::text)).hasValue("4 an hour");

        failures = Collections.nCopies(4, NOW.minus(Duration.ofHours(1)));
        assertThat(found(HealthCheck.RESTARTS).state()).isEqualTo(HealthState.OK);
    }

    @Test
    public void a_savepoint_may_be_twelve_hours_old() {
        savepoint = Optional.of(NOW.minus(limits.savepointAge()));
        assertThat(found(HealthCheck.SAVEPOINT_AGE).state()).isEqualTo(HealthState.OK);

        savepoint = Optional.of(NOW.minus(limits.savepointAge()).minus(SECOND));
        assertThat(found(HealthCheck.SAVEPOINT_AGE).state()).isEqualTo(HealthState.WARNING);

        savepoint = Optional.empty();
        assertThat(found(HealthCheck.SAVEPOINT_AGE).text()).isEqualTo("not measured: no savepoint is known");
        assertThat(judge(SeenCluster.running()).state()).isEqualTo(HealthState.OK);
    }

    @Test
    public void back_pressure_of_more_than_half_of_the_time_is_a_warning() {
        backPressure = OptionalDouble.of(0.5);
        assertThat(found(HealthCheck.BACK_PRESSURE).state()).isEqualTo(HealthState.OK);

        backPressure = OptionalDouble.of(0.51);
        assertThat(found(HealthCheck.BACK_PRESSURE).state()).isEqualTo(HealthState.WARNING);

        backPressure = OptionalDouble.empty();
        assertThat(found(HealthCheck.BACK_PRESSURE).text()).isEqualTo("not measured: Flink has not measured it yet");
    }

    @Test
    public void lag_is_a_warning_beyond_a_limit_that_somebody_has_set() {
        lag = OptionalDouble.of(1e12);
        assertThat(found(HealthCheck.CONSUMER_LAG).state()).isEqualTo(HealthState.OK);

        limits = withLag(1000);
        lag = OptionalDouble.of(1000);
        assertThat(found(HealthCheck.CONSUMER_LAG).state()).isEqualTo(HealthState.OK);
        lag = OptionalDouble.of(1001);
        assertThat(found(HealthCheck.CONSUMER_LAG).state()).isEqualTo(HealthState.WARNING);

        lag = OptionalDouble.empty();
        assertThat(found(HealthCheck.CONSUMER_LAG).text()).isEqualTo("not measured: no source tells it");
    }

    @Test
    public void a_finding_is_as_old_as_the_first_look_that_saw_it_so() {
        backPressure = OptionalDouble.of(0.9);
        HealthReport first = judge(SeenCluster.running());
        HealthReport second = judge(SeenCluster.running().after(Duration.ofMinutes(5)), Optional.of(first));
        backPressure = OptionalDouble.of(0.1);
        HealthReport third = judge(SeenCluster.running().after(Duration.ofMinutes(9)), Optional.of(second));

        assertThat(found(second, HealthCheck.BACK_PRESSURE).since()).isEqualTo(NOW);
        assertThat(second.since()).isEqualTo(NOW);
        assertThat(third.state()).isEqualTo(HealthState.OK);
        assertThat(third.since()).isEqualTo(NOW.plus(Duration.ofMinutes(9)));
    }

    @Test
    public void the_worst_comes_first_and_the_report_survives_json() {
        backPressure = OptionalDouble.of(0.9);
        checkpoints = new FlinkCheckpointTrend(true, Optional.of(NOW), 4, Optional.empty());
        HealthReport report = judge(SeenCluster.running());

        assertThat(report.state()).isEqualTo(HealthState.FAILING);
        assertThat(report.summary()).isEqualTo("Orders: the last 4 failed (and 1 more)");
        assertThat(Json.read(Json.write(report), HealthReport.class)).isEqualTo(report);
    }

    private HealthFinding afterFailedCheckpoints(int count) {
        checkpoints = new FlinkCheckpointTrend(true, Optional.of(NOW), count, Optional.of("Expired\n\tat x"));
        return found(HealthCheck.CHECKPOINT_FAILURES);
    }

    private static FlinkCheckpointTrend completedBefore(Duration age) {
        return new FlinkCheckpointTrend(true, Optional.of(NOW.minus(age)), 0, Optional.empty());
    }

    private HealthLimits withLag(long records) {
        return new HealthLimits(
                limits.podAge(),
                limits.patience(),
                limits.checkpointAge(),
                limits.checkpointFailures(),
                limits.restartsPerHour(),
                limits.savepointAge(),
                limits.backPressurePercent(),
                OptionalLong.of(records));
    }

    private HealthState state(ClusterState state) {
        return judge(SeenCluster.in(state)).state();
    }

    private HealthFinding found(HealthCheck check) {
        return found(SeenCluster.running(), check);
    }

    private HealthFinding found(SeenCluster cluster, HealthCheck check) {
        return found(judge(cluster), check);
    }

    private static HealthFinding found(HealthReport report, HealthCheck check) {
        return report.findings().stream()
                .filter(finding -> finding.check() == check)
                .findFirst()
                .orElseThrow();
    }

    private HealthReport judge(SeenCluster cluster) {
        return judge(cluster, Optional.empty());
    }

    private HealthReport judge(SeenCluster cluster, Optional<HealthReport> previous) {
        JobMeasures measures = new JobMeasures(
                new Reading.Known<>(checkpoints),
                new Reading.Known<>(new FlinkCheckpointSettings(interval, Optional.empty())),
                new Reading.Known<>(failures),
                new Reading.Known<>(backPressure),
                new Reading.Known<>(lag));
        return new HealthRules(limits).judge(cluster.status(), Map.of("Orders", measures), savepoint, previous);
    }
}
