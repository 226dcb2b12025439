package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.APPLIED;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.OLD_JOB;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.running;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.Test;

public class SoakRulesTest {
    private static final Baseline UPGRADE = new Baseline("d-new", 3, APPLIED, OLD_JOB, true, Optional.of("d-old"));
    private static final Baseline NO_OP = new Baseline("d-new", 2, APPLIED, OLD_JOB, false, Optional.of("d-old"));
    private static final SoakSettings STRICT = new SoakSettings(Duration.ofSeconds(60), 0, 1);
    private static final SoakSettings LENIENT = new SoakSettings(Duration.ofSeconds(60), 2, 1);
    private static final Instant BEGUN = APPLIED.plusSeconds(10);
    private static final Instant OVER = BEGUN.plusSeconds(60);
    private static final Instant IN_BETWEEN = BEGUN.plusSeconds(20);

    @Test
    public void a_job_that_keeps_running_and_completes_checkpoints_is_healthy_when_the_time_is_over() {
        SoakProgress progress = SoakProgress.begin(BEGUN, Sight.jobSeen("RUNNING", "new", "200"));
        SoakRules.Result first =
                judge(progress, STRICT, running().at(IN_BETWEEN).sample(sample(0, 1)));
        assertThat(first.verdict()).isEqualTo(new Verdict.Running());
        SoakRules.Result last =
                judge(first.progress(), STRICT, running().at(OVER).sample(sample(0, 2)));
        assertThat(last.verdict())
                .isEqualTo(new Verdict.Complete("healthy for 60 s, 2 checkpoints, 0 restarts, 1 task manager"));
    }

    @Test
    public void a_session_cluster_needs_no_job_to_be_healthy() {
        SoakProgress progress = SoakProgress.begin(BEGUN, JobSeen.NONE);
        assertThat(judge(progress, STRICT, running().sessionCluster().at(IN_BETWEEN))
                        .verdict())
                .isEqualTo(new Verdict.Running());
        assertThat(judge(progress, STRICT, running().sessionCluster().at(OVER)).verdict())
                .isEqualTo(new Verdict.Complete("session cluster ready for 60 s"));
    }

    @Test
    public void a_job_that_fails_twice_before_it_was_healthy_is_found_at_once() {
        Sight once = running().at(IN_BETWEEN).job("RESTARTING", "new", "200").sample(failing(1));
        Sight twice = running().at(IN_BETWEEN).job("RESTARTING", "new", "200").sample(failing(2));
        assertThat(SoakRules.failsWhileStarting(STRICT, UPGRADE, once.see())).isEmpty();
        assertThat(SoakRules.failsWhileStarting(STRICT, UPGRADE, twice.see())).hasValueSatisfying(verdict -> assertThat(
                        ((Verdict.Failing) verdict).finding().text())
                .contains("failed 2 times")
                .contains("no more rows"));
        assertThat(SoakRules.failsWhileStarting(LENIENT, UPGRADE, twice.see()))
                .as("restarts that are allowed are allowed at the start, too")
                .isEmpty();
    }

    @Test
    public void failures_of_the_job_before_say_nothing_about_the_new_one() {
        Sight old = running().at(IN_BETWEEN).job(OLD_JOB).sample(failing(5));
        assertThat(SoakRules.failsWhileStarting(STRICT, UPGRADE, old.see())).isEmpty();
    }

    private static JobSample failing(int times) {
        return new JobSample(
                "new",
                times,
                0,
                0,
                1,
                0,
                4,
                Optional.of("java.lang.IllegalStateException: no more rows\n\tat com.example.Job"),
                Optional.of(IN_BETWEEN),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    public void one_restart_fails_a_job_that_may_have_none() {
        assertThat(verdict(STRICT, running().at(IN_BETWEEN).sample(sample(1, 1))))
                .isEqualTo("fails RESTARTING");
    }

    @Test
    public void restarts_within_the_allowance_are_forgiven_and_more_are_not() {
        assertThat(verdict(LENIENT, running().at(IN_BETWEEN).sample(sample(2, 1))))
                .isEqualTo("runs");
        assertThat(verdict(LENIENT, running().at(IN_BETWEEN).sample(sample(3, 1))))
                .isEqualTo("fails RESTARTING");
    }

    @Test
    public void the_job_s_exception_stands_in_the_finding() {
        JobSample failing = new JobSample(
                "new",
                1,
                0,
                0,
                1,
                4,
                4,
                Optional.of("java.lang.IllegalStateException: no more rows\n\tat com.example.Job"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        SoakRules.Result result =
                judge(begun(), STRICT, running().at(IN_BETWEEN).sample(failing));
        assertThat(((Verdict.Failing) result.verdict()).finding().text())
                .isEqualTo(
                        "The job restarted 1 time after it was RUNNING: java.lang.IllegalStateException: no more rows");
    }

    @Test
    public void leaving_RUNNING_fails_where_no_restart_is_allowed_and_waits_where_some_are() {
        Sight left =
                running().lifecycle("DEPLOYED").job("RESTARTING", "new", "200").at(IN_BETWEEN);
        assertThat(verdict(STRICT, left)).isEqualTo("fails RESTARTING");
        assertThat(verdict(LENIENT, left)).isEqualTo("waits");
    }

    @Test
    public void a_job_manager_that_does_not_answer_the_operator_for_a_moment_is_not_a_restart() {
        Sight lost =
                running().lifecycle("DEPLOYED").job("RECONCILING", "new", "200").at(IN_BETWEEN);
        assertThat(verdict(STRICT, lost)).isEqualTo("suspects RESTARTING");
    }

    @Test
    public void another_execution_of_the_job_is_a_restart_even_when_the_new_one_counts_from_zero() {
        assertThat(verdict(
                        STRICT,
                        running().job("RUNNING", "new", "300").at(IN_BETWEEN).sample(sample(0, 1))))
                .isEqualTo("fails RESTARTING");
    }

    @Test
    public void the_job_s_end_is_found_during_the_soak() {
        assertThat(verdict(LENIENT, running().job("FAILED", "new", "200").at(IN_BETWEEN)))
                .isEqualTo("fails JOB_FAILED");
        assertThat(verdict(LENIENT, running().job("FINISHED", "new", "200").at(IN_BETWEEN)))
                .isEqualTo("completes");
    }

    @Test
    public void missing_checkpoints_keep_the_soak_open() {
        SoakRules.Result result = judge(begun(), STRICT, running().at(OVER).sample(sample(0, 0)));
        assertThat(result.verdict())
                .isEqualTo(new Verdict.Waiting("waiting for checkpoints: 0 of 1 completed, 0 failed"));
    }

    @Test
    public void tasks_that_do_not_run_yet_keep_the_soak_open() {
        SoakRules.Result result = judge(begun(), STRICT, running().at(OVER).sample(sample(0, 3, 2)));
        assertThat(result.verdict()).isEqualTo(new Verdict.Waiting("waiting for all tasks: 2 of 4 run"));
    }

    @Test
    public void a_rest_api_that_never_answers_leaves_the_checkpoints_that_were_asked_for_unproven() {
        SoakRules.Result result = judge(begun(), STRICT, running().at(OVER));
        Verdict.Suspect suspect = (Verdict.Suspect) result.verdict();
        assertThat(suspect.finding().code()).isEqualTo(FindingCode.UNPROVEN);
        assertThat(suspect.finding().text()).contains("not known").contains("deploy.minCheckpoints");
        assertThat(suspect.patience()).isEqualTo(SoakRules.UNPROVEN_PATIENCE);
    }

    @Test
    public void a_rest_api_that_never_answers_is_said_and_is_no_failure_where_no_checkpoint_was_asked_for() {
        SoakSettings settings = new SoakSettings(STRICT.soak(), 0, 0);
        SoakRules.Result result = judge(begun(), settings, running().at(OVER));
        assertThat(((Verdict.Complete) result.verdict()).how()).contains("REST API could not be asked");
    }

    @Test
    public void a_rest_api_that_falls_silent_before_the_checkpoints_were_seen_leaves_them_unproven() {
        SoakRules.Result first = judge(begun(), STRICT, running().at(IN_BETWEEN).sample(sample(0, 0)));
        SoakRules.Result soon = judge(first.progress(), STRICT, running().at(OVER));
        assertThat(((Verdict.Suspect) soon.verdict()).finding().code()).isEqualTo(FindingCode.UNPROVEN);
    }

    @Test
    public void the_soak_begins_anew_after_every_break() {
        SoakSettings lenient = new SoakSettings(STRICT.soak(), 3, 0);
        SoakRules.Result broken =
                judge(begun(), lenient, running().at(IN_BETWEEN).job("RESTARTING", "new", "200"));
        assertThat(judge(broken.progress(), lenient, running().at(OVER)).verdict())
                .isEqualTo(new Verdict.Running());
        assertThat(judge(broken.progress(), lenient, running().at(IN_BETWEEN.plusSeconds(60)))
                        .verdict())
                .isInstanceOf(Verdict.Complete.class);
    }

    @Test
    public void a_rest_api_that_answered_once_counts_with_its_last_answer() {
        SoakRules.Result first = judge(begun(), STRICT, running().at(IN_BETWEEN).sample(sample(0, 2)));
        assertThat(judge(first.progress(), STRICT, running().at(OVER)).verdict())
                .isInstanceOf(Verdict.Complete.class);
    }

    @Test
    public void an_execution_older_than_the_deployment_is_counted_from_its_first_answer() {
        Sight seen = Sight.stale().deployment("d-new");
        SoakProgress progress = SoakProgress.begin(BEGUN, OLD_JOB);
        SoakRules.Result first = SoakRules.judge(
                progress,
                STRICT,
                NO_OP,
                seen.at(IN_BETWEEN).sample(sample(7, 40)).see());
        assertThat(first.verdict()).isEqualTo(new Verdict.Running());
        assertThat(SoakRules.judge(
                                first.progress(),
                                STRICT,
                                NO_OP,
                                seen.at(OVER).sample(sample(7, 40)).see())
                        .verdict())
                .isInstanceOf(Verdict.Waiting.class);
        assertThat(SoakRules.judge(
                                first.progress(),
                                STRICT,
                                NO_OP,
                                seen.at(OVER).sample(sample(7, 41)).see())
                        .verdict())
                .isInstanceOf(Verdict.Complete.class);
        assertThat(SoakRules.judge(
                                first.progress(),
                                STRICT,
                                NO_OP,
                                seen.at(OVER).sample(sample(8, 41)).see())
                        .verdict())
                .isInstanceOf(Verdict.Failing.class);
    }

    @Test
    public void restarts_by_the_autoscaler_do_not_count() {
        Sight scaled = running().job("RUNNING", "new", "300").at(IN_BETWEEN).sample(sample(1, 1));
        assertThat(verdict(
                        STRICT,
                        scaled.event(
                                "ScalingReport",
                                "Scaling execution enabled, begin scaling vertices:{ Vertex ID a | Parallelism 2 -> 4 }",
                                IN_BETWEEN)))
                .isEqualTo("runs");
    }

    @Test
    public void what_the_autoscaler_only_recommends_excuses_no_restart() {
        Sight restarted = running().at(IN_BETWEEN).sample(sample(1, 1));
        assertThat(verdict(
                        STRICT,
                        restarted.event(
                                "ScalingReport",
                                "Scaling execution disabled by config job.autoscaler.scaling.enabled:false, recommended parallelism change:"
                                        + "{ Vertex ID a | Parallelism 2 -> 4 }",
                                IN_BETWEEN)))
                .isEqualTo("fails RESTARTING");
    }

    @Test
    public void scaling_before_the_apply_excuses_no_restart() {
        Sight restarted = running().at(IN_BETWEEN).sample(sample(1, 1));
        assertThat(verdict(STRICT, restarted.event("Scaling", "scaled", APPLIED.minusSeconds(30))))
                .isEqualTo("fails RESTARTING");
    }

    @Test
    public void a_job_that_fails_after_it_was_scaled_is_not_excused_by_the_scaling() {
        JobSample failed = new JobSample(
                "new",
                2,
                1,
                0,
                1,
                4,
                4,
                Optional.of("java.lang.IllegalStateException: no more rows"),
                Optional.of(IN_BETWEEN.plusSeconds(20)),
                Optional.empty(),
                Optional.empty());
        Sight scaled =
                running().at(IN_BETWEEN.plusSeconds(21)).said("Scaling", "In-place scaling triggered", IN_BETWEEN);
        assertThat(verdict(STRICT, scaled.sample(failed))).isEqualTo("fails RESTARTING");
    }

    @Test
    public void exceptions_that_the_operator_reports_count_where_the_job_manager_cannot_be_asked() {
        Sight reported =
                running().at(IN_BETWEEN).event("JobException", "java.lang.IllegalStateException: no", IN_BETWEEN);
        assertThat(verdict(STRICT, reported)).isEqualTo("fails RESTARTING");
        assertThat(verdict(LENIENT, reported)).isEqualTo("runs");
        assertThat(verdict(STRICT, reported.sample(sample(0, 1))))
                .as("the JobManager itself knows of no restart")
                .isEqualTo("runs");
    }

    @Test
    public void exceptions_before_the_job_was_healthy_are_no_restarts_of_the_soak() {
        assertThat(verdict(
                        STRICT, running().at(IN_BETWEEN).event("JobException", "late slots", APPLIED.plusSeconds(2))))
                .isEqualTo("runs");
    }

    private static SoakProgress begun() {
        return SoakProgress.begin(BEGUN, Sight.jobSeen("RUNNING", "new", "200"));
    }

    private static SoakRules.Result judge(SoakProgress progress, SoakSettings settings, Sight sight) {
        return SoakRules.judge(progress, settings, UPGRADE, sight.see());
    }

    private static String verdict(SoakSettings settings, Sight sight) {
        return Sight.name(judge(begun(), settings, sight).verdict());
    }
}
