package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** One change each: what it is called, and what the operator does about it. */
@RunWith(Parameterized.class)
public class ImpactTest {
    private static final String STANDALONE = "{'spec': {'mode': 'standalone', 'taskManager': {'replicas': 2}}}";
    private static final String REACTIVE =
            "{'spec': {'mode': 'standalone', 'taskManager': {'replicas': 2}, 'flinkConfiguration': {'scheduler-mode': 'reactive'}}}";
    private static final String ADAPTIVE =
            "{'spec': {'flinkConfiguration': {'jobmanager.scheduler': 'adaptive', 'pipeline.jobvertex-parallelism-overrides': 'a:1'}}}";
    private static final String STOPPED_LAST_STATE =
            """
            {'spec': {'job': {'upgradeMode': 'last-state', 'state': 'suspended'}}, 'status': {'reconciliationStatus':
              {'lastReconciledSpec': '@'}}}
            """;

    private static final String LAST_STATE =
            "{\\\"spec\\\": {\\\"job\\\": {\\\"state\\\": \\\"suspended\\\", \\\"upgradeMode\\\": \\\"last-state\\\"}}}";

    @Parameterized.Parameters(name = "{1}: {2}")
    public static List<Object[]> cases() {
        return List.of(
                row(
                        "{'image': 'r/orders@sha256:22'}",
                        "image r/orders@sha256:11 -> r/orders@sha256:22",
                        Impact.RESTARTS),
                row("{'flinkVersion': 'v1_20'}", "flinkVersion 1.19 -> 1.20", Impact.RESTARTS),
                row("{'taskManager': {'resource': {'memory': '4g'}}}", "taskManager.memory 2g -> 4g", Impact.RESTARTS),
                row("{'taskManager': {'resource': {'cpu': 1.5}}}", "taskManager.cpu 1 -> 1.5", Impact.RESTARTS),
                row("{'jobManager': {'replicas': 2}}", "jobManager.replicas 1 -> 2", Impact.RESTARTS),
                row(
                        "{'flinkConfiguration': {'taskmanager.numberOfTaskSlots': '4'}}",
                        "taskManager.slots 2 -> 4",
                        Impact.RESTARTS),
                row(
                        "{'flinkConfiguration': {'state.backend.type': null}}",
                        "flinkConf.state.backend.type rocksdb -> (removed)",
                        Impact.RESTARTS),
                row(
                        "{'flinkConfiguration': {'restart-strategy.type': 'fixed-delay'}}",
                        "flinkConf.restart-strategy.type (not set) -> fixed-delay",
                        Impact.RESTARTS),
                row("{'job': {'parallelism': 3}}", "job.parallelism 2 -> 3", Impact.RESTARTS),
                row(
                        "{'job': {'args': ['--topic', 'returns']}}",
                        "job.args [--topic, orders] -> [--topic, returns]",
                        Impact.RESTARTS),
                row(
                        "{'job': {'entryClass': 'org.example.A'}}",
                        "job.class (not set) -> org.example.A",
                        Impact.RESTARTS),
                row("{'restartNonce': 1}", "spec.restartNonce (not set) -> 1", Impact.RESTARTS),
                row(
                        "{'ingress': {'template': 'a.example.org'}}",
                        "ingress.template (not set) -> a.example.org",
                        Impact.RESTARTS),
                row(
                        "{'job': {'savepointRedeployNonce': 1}}",
                        "spec.job.savepointRedeployNonce (not set) -> 1",
                        Impact.RESTARTS),
                row("{'job': {'state': 'suspended'}}", "spec.job.state running -> suspended", Impact.STOPS),
                row("{'job': {'upgradeMode': 'last-state'}}", "job.state savepoint -> last-state", Impact.IGNORED),
                row(
                        "{'job': {'allowNonRestoredState': true}}",
                        "job.allowNonRestoredState (not set) -> true",
                        Impact.IGNORED),
                row(
                        "{'job': {'initialSavepointPath': 's3://b/s/1'}}",
                        "spec.job.initialSavepointPath (not set) -> s3://b/s/1",
                        Impact.IGNORED),
                row(
                        "{'job': {'savepointTriggerNonce': 12345678901234567}}",
                        "spec.job.savepointTriggerNonce (not set) -> 12345678901234567",
                        Impact.IGNORED),
                row(
                        "{'job': {'checkpointTriggerNonce': 3}}",
                        "spec.job.checkpointTriggerNonce (not set) -> 3",
                        Impact.IGNORED),
                row(
                        "{'flinkConfiguration': {'kubernetes.operator.periodic.savepoint.interval': '1h'}}",
                        "flinkConf.kubernetes.operator.periodic.savepoint.interval (not set) -> 1h",
                        Impact.IGNORED),
                row(
                        "{'flinkConfiguration': {'job.autoscaler.target.utilization': '0.7'}}",
                        "flinkConf.job.autoscaler.target.utilization (not set) -> 0.7",
                        Impact.IGNORED),
                row(
                        "{'flinkConfiguration': {'parallelism.default': '3'}}",
                        "flinkConf.parallelism.default (not set) -> 3",
                        Impact.IGNORED),
                row("{'mode': 'standalone'}", "mode native -> standalone", Impact.REFUSED),
                row("{'job': null}", "job application cluster -> session cluster", Impact.REFUSED),
                on(STANDALONE, "{'taskManager': {'replicas': 3}}", "taskManager.replicas 2 -> 3", Impact.RESTARTS),
                on(REACTIVE, "{'taskManager': {'replicas': 3}}", "taskManager.replicas 2 -> 3", Impact.IN_PLACE),
                on(REACTIVE, "{'job': {'parallelism': 4}}", "job.parallelism 2 -> 4", Impact.IN_PLACE),
                on(
                        ADAPTIVE,
                        "{'flinkConfiguration': {'pipeline.jobvertex-parallelism-overrides': 'a:2'}}",
                        "flinkConf.pipeline.jobvertex-parallelism-overrides a:1 -> a:2",
                        Impact.IN_PLACE),
                on(STOPPED_LAST_STATE, "{'flinkVersion': 'v1_20'}", "flinkVersion 1.19 -> 1.20", Impact.REFUSED),
                on(
                        STOPPED_LAST_STATE,
                        "{'job': {'state': 'running'}}",
                        "spec.job.state suspended -> running",
                        Impact.STARTS));
    }

    private static Object[] row(String spec, String text, Impact impact) {
        return on("{}", spec, text, impact);
    }

    private static Object[] on(String running, String spec, String text, Impact impact) {
        return new Object[] {json(running), json(spec), text, impact};
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"').replace("@\"", LAST_STATE + "\"");
    }

    @Parameterized.Parameter(0)
    public String running;

    @Parameterized.Parameter(1)
    public String patch;

    @Parameterized.Parameter(2)
    public String text;

    @Parameterized.Parameter(3)
    public Impact impact;

    @Test
    public void one_change_is_told_and_judged() {
        Manifest live = Specs.with(running);

        ResourcePlan plan =
                Comparison.of(Optional.of(live), Specs.with(live, "{\"spec\": " + patch + "}"), Optional.empty());

        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.changes().get(0)).asString().startsWith(text + " (");
        assertThat(plan.changes().get(0).impact()).isEqualTo(impact);
        assertThat(plan.action()).isEqualTo(ResourcePlan.Action.CHANGE);
        assertThat(plan.restartsJob()).isEqualTo(impact != Impact.IN_PLACE && impact != Impact.IGNORED);
    }
}
