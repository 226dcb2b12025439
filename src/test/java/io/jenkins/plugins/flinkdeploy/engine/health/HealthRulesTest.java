package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.APPLIED;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.OLD_JOB;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.applied;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.running;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.stale;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.upgrading;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** The decision table: each row is one observation after an apply that made generation 3 of generation 2. */
@RunWith(Parameterized.class)
public class HealthRulesTest {
    private static final Instant AFTER = APPLIED.plusSeconds(2);
    private static final Instant LONG_BEFORE = APPLIED.minusSeconds(60);
    private static final Instant SAME_SECOND = Instant.parse("2026-03-01T12:00:00Z");

    private static final Baseline UPGRADE = new Baseline("d-new", 3, APPLIED, OLD_JOB, true, Optional.of("d-old"));
    private static final Baseline FIRST = new Baseline("d-new", 1, APPLIED, JobSeen.NONE, true, Optional.empty());
    private static final Baseline NO_OP = new Baseline("d-new", 2, APPLIED, OLD_JOB, false, Optional.of("d-old"));
    /** After a refused generation 3, generation 4 puts the old specification back; the old job never stopped. */
    private static final Baseline ROLLBACK = new Baseline("d-new", 4, APPLIED, OLD_JOB, false, Optional.of("d-new"));

    private static final List<Object[]> ROWS = new ArrayList<>();

    static {
        // what is still the old state
        waits("the watch still shows the resource before the apply", UPGRADE, stale().deployment("d-old"));
        waits(
                "the watch still shows a suspended resource before the apply",
                new Baseline("d-new", 2, APPLIED, JobSeen.NONE, true, Optional.empty()),
                stale().generation(1).accepted(1).suspended().deployment(null));
        waits("a no-op apply is not shown yet", NO_OP, stale().deployment("d-old"));
        waits("RUNNING and STABLE still speak of the old specification", UPGRADE, applied());
        waits(
                "the operator has the generation but the old job still counts as RUNNING",
                UPGRADE,
                applied().accepted(3));
        waits("the old job is FINISHED by its savepoint", UPGRADE, upgrading());
        waits(
                "the old job is FINISHED and lifecycle says DEPLOYED already",
                UPGRADE,
                upgrading().lifecycle("DEPLOYED"));
        waits(
                "the old job's status was emptied while it was stopped",
                UPGRADE,
                upgrading().lifecycle("DEPLOYED").job("FINISHED", "", ""));
        waits(
                "the old job was FAILED and still is in the status",
                new Baseline("d-new", 3, APPLIED, Sight.jobSeen("FAILED", "old", "100"), true, Optional.of("d-old")),
                upgrading().job("FAILED", "old", "100").lifecycle("FAILED"));
        waits(
                "a first deploy without any status",
                FIRST,
                applied().generation(1).noStatus());
        waits("nothing yet of the new job", UPGRADE, upgrading().job("RECONCILING", "old", "100"));
        for (String state : List.of("CREATED", "RECONCILING", "INITIALIZING", "RESTARTING")) {
            waits(
                    "the new job is " + state,
                    UPGRADE,
                    running().lifecycle("DEPLOYED").job(state, "new", "200"));
        }
        waits("RUNNING but not STABLE", UPGRADE, running().lifecycle("DEPLOYED"));
        waits("RUNNING but the JobManager is not ready", UPGRADE, running().jobManager("DEPLOYED_NOT_READY"));
        waits("RUNNING but the operator still upgrades", UPGRADE, running().reconciliation("UPGRADING"));

        // refused
        fails("refused, by event", UPGRADE, FindingCode.SPEC_REJECTED, applied().event("ValidationError", "no", AFTER));
        fails(
                "refused in the second of the apply",
                UPGRADE,
                FindingCode.SPEC_REJECTED,
                applied().event("ValidationError", "no", SAME_SECOND));
        waits("an event older than the apply", UPGRADE, applied().event("ValidationError", "no", LONG_BEFORE));
        suspects(
                "refused, by status.error without an event",
                UPGRADE,
                FindingCode.SPEC_REJECTED,
                applied().error(OperatorTexts.REFUSED));
        fails(
                "refused, with the generation noted as reconciled",
                UPGRADE,
                FindingCode.SPEC_REJECTED,
                applied().accepted(3).error(OperatorTexts.REFUSED).event("ValidationError", "no", LONG_BEFORE));
        fails(
                "unsupported version, by event only",
                UPGRADE,
                FindingCode.UNSUPPORTED_VERSION,
                applied().event("UnsupportedFlinkVersion", "Flink version v2_5 is not supported", AFTER));
        fails(
                "unsupported version on a first deploy",
                FIRST,
                FindingCode.UNSUPPORTED_VERSION,
                applied().generation(1).noStatus().event("UnsupportedFlinkVersion", "no", AFTER));
        waits(
                "an unsupported version of an earlier deployment",
                UPGRADE,
                applied().event("UnsupportedFlinkVersion", "no", LONG_BEFORE));

        // a rollback after a refusal within one second
        waits(
                "the refusal that caused the rollback",
                ROLLBACK,
                applied().generation(4).accepted(3).event("ValidationError", "no", SAME_SECOND));
        fails(
                "a refusal of the rollback itself",
                ROLLBACK,
                FindingCode.SPEC_REJECTED,
                applied().generation(4).accepted(3).event("ValidationError", "no", AFTER));
        suspects(
                "the error text that caused the rollback",
                ROLLBACK,
                FindingCode.SPEC_REJECTED,
                applied().generation(4).accepted(3).error(OperatorTexts.REFUSED));
        waits(
                "a rollback that the watch does not show yet",
                ROLLBACK,
                applied().accepted(3).error(OperatorTexts.REFUSED));
        runs(
                "a rollback to the specification that still runs",
                ROLLBACK,
                applied().generation(4).accepted(4));
        waits(
                "a pod of the failed attempt in the second of the rollback",
                new Baseline("d-new", 4, APPLIED, OLD_JOB, true, Optional.of("d-new")),
                upgrading().generation(4).accepted(4).pod(Pods.waiting("CrashLoopBackOff", "", SAME_SECOND)));

        // the operator gives up
        waits("the operator rolls back", UPGRADE, running().reconciliation("ROLLING_BACK"));
        fails(
                "rolled back though RUNNING",
                UPGRADE,
                FindingCode.ROLLED_BACK_BY_OPERATOR,
                running().reconciliation("ROLLED_BACK"));
        fails(
                "rolled back, by lifecycle",
                UPGRADE,
                FindingCode.ROLLED_BACK_BY_OPERATOR,
                running().lifecycle("ROLLED_BACK"));
        waits(
                "the rollback of an earlier deployment",
                UPGRADE,
                applied().reconciliation("ROLLED_BACK").lifecycle("ROLLED_BACK"));
        fails(
                "manual restore required",
                UPGRADE,
                FindingCode.MANUAL_RESTORE_REQUIRED,
                upgrading().error(OperatorTexts.NO_METADATA));
        suspects(
                "manual restore required before the generation is taken up",
                UPGRADE,
                FindingCode.MANUAL_RESTORE_REQUIRED,
                applied().error(OperatorTexts.NO_METADATA));
        fails(
                "manual restore required, as a plain text",
                UPGRADE,
                FindingCode.MANUAL_RESTORE_REQUIRED,
                upgrading().error("HA metadata is not available"));
        suspects(
                "the JobManager's first ERROR",
                UPGRADE,
                FindingCode.JOB_MANAGER_ERROR,
                running().jobManager("ERROR"));
        suspects(
                "an error text of the operator",
                UPGRADE,
                FindingCode.JOB_MANAGER_ERROR,
                running()
                        .error(
                                "{\"type\":\"io.fabric8.kubernetes.client.KubernetesClientException\",\"message\":\"timeout\"}"));
        runs(
                "a passing NullPointerException of operator 1.7",
                UPGRADE,
                running().error("{\"type\":\"java.lang.NullPointerException\",\"message\":\"\"}"));
        runs(
                "a NullPointerException wrapped in the operator's own exception",
                UPGRADE,
                running().error(OperatorTexts.NULL_POINTER));

        // the end of a job
        fails("our job FAILED", UPGRADE, FindingCode.JOB_FAILED, running().job("FAILED", "new", "200"));
        fails("a first job FAILED", FIRST, FindingCode.JOB_FAILED, running().job("FAILED", "new", "200"));
        fails(
                "the same job id, started again and FAILED",
                UPGRADE,
                FindingCode.JOB_FAILED,
                running().job("FAILED", "old", "200"));
        suspects(
                "our job was cancelled",
                UPGRADE,
                FindingCode.JOB_CANCELED,
                running().job("CANCELED", "new", "200"));
        completes("a bounded job finished", UPGRADE, running().job("FINISHED", "new", "200"));
        completes("a bounded job finished on its first deploy", FIRST, running().job("FINISHED", "new", "200"));

        // running
        runs("the new job is RUNNING", UPGRADE, running());
        runs("the same job id with a new start", UPGRADE, running().job("RUNNING", "old", "200"));
        runs("the first job is RUNNING", FIRST, running());
        runs("a finalizer raised the generation", FIRST, running().generation(2).accepted(2));
        runs("nothing had to restart", NO_OP, stale());
        runs("an event of Kubernetes' own", UPGRADE, running().event("FailedMount", "config map not found", AFTER));

        // suspended by intent
        completes(
                "a first deploy that is suspended never gets a status",
                FIRST,
                applied().generation(1).noStatus().suspended());
        completes(
                "a job that stays suspended",
                UPGRADE,
                applied().accepted(3).suspended().lifecycle("SUSPENDED").job("FINISHED", "old", "100"));
        waits("a job that is not suspended yet", UPGRADE, applied().suspended());

        // operators from 1.13 on give up by lifecycle
        fails(
                "the operator gave up and the JobManager is MISSING",
                UPGRADE,
                FindingCode.JOB_MANAGER_ERROR,
                running().lifecycle("FAILED").jobManager("MISSING").job("RECONCILING", "new", "200"));
        fails(
                "the operator gave up and the JobManager is in ERROR",
                FIRST,
                FindingCode.JOB_MANAGER_ERROR,
                running().lifecycle("FAILED").jobManager("ERROR").job(JobSeen.NONE));
        waits(
                "lifecycle FAILED before the first deployment was begun",
                FIRST,
                applied().generation(1).noStatus().lifecycle("FAILED").jobManager("MISSING"));
        waits(
                "lifecycle FAILED of the specification before",
                UPGRADE,
                applied().lifecycle("FAILED").jobManager("MISSING"));
        waits(
                "lifecycle FAILED while the new JobManager is not there yet",
                UPGRADE,
                upgrading().lifecycle("FAILED").jobManager("MISSING"));

        // the condition of operators from 1.15 on
        runs("the condition says Running", UPGRADE, running().condition(true));
        waits("the condition does not say Running yet", UPGRADE, running().condition(false));

        // a finished job that keeps the operator from going on
        suspects(
                "the job before is FINISHED and the generation does not advance",
                UPGRADE,
                FindingCode.UPDATE_IGNORED,
                applied().job("FINISHED", "old", "100"));
        waits(
                "the operator began to replace a finished job",
                UPGRADE,
                applied().job("FINISHED", "old", "100").said("SpecChanged", "UPGRADE change(s) detected", AFTER));
        suspects(
                "the operator began to replace it before the apply",
                UPGRADE,
                FindingCode.UPDATE_IGNORED,
                applied().job("FINISHED", "old", "100").said("SpecChanged", "UPGRADE change(s) detected", LONG_BEFORE));
        suspects(
                "a finished session job whose generation does not advance",
                UPGRADE,
                FindingCode.UPDATE_IGNORED,
                applied().sessionJob().job("FINISHED", "old", "100"));

        // scaled in place
        runs(
                "a job that was scaled in place keeps its id and start",
                UPGRADE,
                applied().accepted(3).said("Scaling", "In-place scaling triggered", AFTER));
        waits(
                "a scaling in place before the apply",
                UPGRADE,
                applied().accepted(3).said("Scaling", "In-place scaling triggered", LONG_BEFORE));

        // session clusters
        waits("a session cluster that is not taken up", UPGRADE, applied().sessionCluster());
        waits(
                "a session cluster whose JobManager comes up",
                UPGRADE,
                running().sessionCluster().lifecycle("DEPLOYED").jobManager("DEPLOYING"));
        waits(
                "a session cluster that the operator takes down, with what it writes as its job",
                UPGRADE,
                running()
                        .sessionCluster()
                        .lifecycle("DEPLOYED")
                        .jobManager("MISSING")
                        .job("FINISHED", "", ""));
        runs("a session cluster that is ready", UPGRADE, running().sessionCluster());
        fails(
                "a session cluster of an unsupported version",
                FIRST,
                FindingCode.UNSUPPORTED_VERSION,
                applied()
                        .generation(1)
                        .noStatus()
                        .sessionCluster()
                        .event("UnsupportedFlinkVersion", "Flink version v2_5 is not supported", AFTER));
        suspects(
                "a session cluster's first ERROR",
                UPGRADE,
                FindingCode.JOB_MANAGER_ERROR,
                running().sessionCluster().lifecycle("DEPLOYED").jobManager("ERROR"));

        // session jobs
        waits("a session job that is not taken up", UPGRADE, applied().sessionJob());
        waits("a session job that is being replaced", UPGRADE, upgrading().sessionJob());
        runs("a session job runs", UPGRADE, running().sessionJob());
        fails(
                "a session job FAILED",
                UPGRADE,
                FindingCode.JOB_FAILED,
                running().sessionJob().job("FAILED", "new", "200"));
        fails(
                "a session job that is refused",
                UPGRADE,
                FindingCode.SPEC_REJECTED,
                applied()
                        .sessionJob()
                        .event("ValidationError", "Cannot submit to session cluster in other mode", AFTER));
        completes("a session job that ended", UPGRADE, running().sessionJob().job("FINISHED", "new", "200"));

        // blue and green
        Baseline blue =
                new Baseline("d-new", 3, APPLIED, Sight.jobSeen("RUNNING", "blue", ""), true, Optional.of("d-old"));
        waits("blue is still active", blue, colour("STABLE", "RUNNING", "blue"));
        waits("blue takes its savepoint", blue, colour("SAVEPOINTING_BLUE", "RUNNING", "blue"));
        waits("green comes up", blue, colour("TRANSITIONING_TO_GREEN", "RECONCILING", "green"));
        waits("green runs and blue is not gone yet", blue, colour("TRANSITIONING_TO_GREEN", "RUNNING", "green"));
        suspects("green FAILED", blue, FindingCode.JOB_FAILED, colour("TRANSITIONING_TO_GREEN", "FAILED", "green"));
        runs("green is active", blue, colour("STABLE", "RUNNING", "green"));
        fails(
                "green was given up and blue is active again",
                blue,
                FindingCode.ROLLED_BACK_BY_OPERATOR,
                colour("STABLE", "RUNNING", "blue")
                        .error("Aborting deployment 'orders-main-green', rolling B/G deployment back to ACTIVE_BLUE"));
        suspects(
                "the error of an earlier change of colour",
                blue,
                FindingCode.ROLLED_BACK_BY_OPERATOR,
                applied()
                        .blueGreen()
                        .job("FAILING", "blue", "")
                        .error("Aborting deployment 'orders-main-green', rolling B/G deployment back to ACTIVE_BLUE"));
        fails(
                "no savepoint for the change of colour",
                blue,
                FindingCode.SAVEPOINT_FAILED,
                colour("STABLE", "RUNNING", "blue").error("Could not trigger Savepoint. Details: timed out"));
        fails(
                "blue is not ready to be replaced",
                blue,
                FindingCode.JOB_MANAGER_ERROR,
                colour("STABLE", "RUNNING", "blue")
                        .error(
                                "Transition to GREEN not possible, current Flink Deployment 'orders-main-blue' is not READY."
                                        + " FAILING 'orders-main'"));

        // pods that tell before the operator does
        fails(
                "a task manager of native mode was killed for its memory",
                UPGRADE,
                FindingCode.OUT_OF_MEMORY,
                upgrading().pod(Pods.failed("OOMKilled", 137, AFTER, AFTER)));
        waits(
                "a task manager that ended because it was told to",
                UPGRADE,
                upgrading().pod(Pods.failed("Error", 143, AFTER, AFTER)));
        waits(
                "a JobManager that ended once, of who knows what",
                UPGRADE,
                upgrading()
                        .pod(Pods.ended(Optional.empty(), "Error", 1, AFTER, AFTER)
                                .withLastWords(Optional.of("java.net.ConnectException: Connection refused"))));
        fails(
                "a JobManager that ended once, of something that lasts",
                UPGRADE,
                FindingCode.CRASH_LOOP,
                upgrading()
                        .pod(Pods.ended(Optional.empty(), "Error", 2, AFTER, AFTER)
                                .withLastWords(Optional.of("java.lang.IllegalStateException: Cannot map"
                                        + " checkpoint/savepoint state for operator abc to the new program"))));
        fails(
                "a JVM that refuses its options",
                UPGRADE,
                FindingCode.CRASH_LOOP,
                upgrading()
                        .pod(Pods.ended(Optional.empty(), "Error", 1, AFTER, AFTER)
                                .withLastWords(Optional.of("Unrecognized VM option 'NoSuchOption'"))));
        waits(
                "a pod for which a node is being added",
                UPGRADE,
                upgrading()
                        .pod(Pods.unschedulable("0/3 nodes are available", AFTER))
                        .eventOn(
                                "Pod orders-main-taskmanager-1-1",
                                "TriggeredScaleUp",
                                "pod triggered scale-up",
                                AFTER));
        suspects(
                "a pod for which no node is added",
                UPGRADE,
                FindingCode.UNSCHEDULABLE,
                upgrading()
                        .pod(Pods.unschedulable("0/3 nodes are available", AFTER))
                        .eventOn(
                                "Pod orders-main-taskmanager-1-1",
                                "NotTriggerScaleUp",
                                "pod didn't trigger scale-up",
                                AFTER));

        // a job that the operator submits in vain
        fails(
                "the program's main method fails at each submission",
                UPGRADE,
                FindingCode.JOB_FAILED,
                upgrading()
                        .sessionJob()
                        .event("SessionJobException", "The main method caused an error: --input is missing", AFTER));
        waits(
                "a submission that fails once",
                UPGRADE,
                upgrading().event("ClusterDeploymentException", "Could not create Kubernetes cluster", AFTER));
        waits(
                "a submission that failed before the apply",
                UPGRADE,
                upgrading().event("SessionJobException", "The main method caused an error: no", LONG_BEFORE));

        // gone or another's
        suspects("the resource is gone", UPGRADE, FindingCode.RESOURCE_GONE, stale().gone());
        fails(
                "another deployment applied it",
                UPGRADE,
                FindingCode.SUPERSEDED,
                applied().generation(4).deployment("d-newer"));
        fails(
                "the deployment before came back",
                UPGRADE,
                FindingCode.SUPERSEDED,
                applied().generation(4).deployment("d-old"));
        fails(
                "another deployment created it anew",
                UPGRADE,
                FindingCode.SUPERSEDED,
                applied().generation(1).deployment("d-newer"));
    }

    private static Sight colour(String lifecycle, String job, String colour) {
        return running().blueGreen().lifecycle(lifecycle).job(job, colour, "");
    }

    private final Baseline baseline;
    private final Sight sight;
    private final String expected;

    public HealthRulesTest(String row, String expected, Baseline baseline, Sight sight) {
        this.expected = expected;
        this.baseline = baseline;
        this.sight = sight;
    }

    @Parameterized.Parameters(name = "{0}: {1}")
    public static List<Object[]> rows() {
        return ROWS;
    }

    @Test
    public void the_table_decides() {
        assertThat(Sight.name(HealthRules.judge(baseline, sight.see()))).isEqualTo(expected);
    }

    private static void waits(String row, Baseline baseline, Sight sight) {
        ROWS.add(new Object[] {row, "waits", baseline, sight});
    }

    private static void runs(String row, Baseline baseline, Sight sight) {
        ROWS.add(new Object[] {row, "runs", baseline, sight});
    }

    private static void completes(String row, Baseline baseline, Sight sight) {
        ROWS.add(new Object[] {row, "completes", baseline, sight});
    }

    private static void fails(String row, Baseline baseline, FindingCode code, Sight sight) {
        ROWS.add(new Object[] {row, "fails " + code, baseline, sight});
    }

    private static void suspects(String row, Baseline baseline, FindingCode code, Sight sight) {
        ROWS.add(new Object[] {row, "suspects " + code, baseline, sight});
    }
}
