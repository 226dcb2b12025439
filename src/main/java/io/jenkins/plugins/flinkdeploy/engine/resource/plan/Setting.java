package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What decides how the operator takes a change.
 *
 * @param kind kind of the resource
 * @param standalone whether it runs in standalone mode
 * @param reactive whether Flink takes whatever TaskManagers it gets, so that standalone clusters scale without a restart
 * @param adaptive whether Flink can rescale a running job
 * @param autoscaled whether the operator's autoscaler is on, in what would be applied
 * @param suspendedFromLastState whether the operator suspended the job without a savepoint, which ties it to its Flink version
 */
record Setting(
        String kind,
        boolean standalone,
        boolean reactive,
        boolean adaptive,
        boolean autoscaled,
        boolean suspendedFromLastState) {

    static Setting of(Manifest live, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        return new Setting(
                live.kind(),
                text(before, "spec.mode").equals("standalone"),
                configured(before, "scheduler-mode").equalsIgnoreCase("reactive"),
                configured(before, "jobmanager.scheduler").equalsIgnoreCase("adaptive"),
                isAutoscaled(after),
                suspendedFromLastState(live));
    }

    static boolean isAutoscaled(Map<String, JsonNode> fields) {
        return configured(fields, "job.autoscaler.enabled").equalsIgnoreCase("true")
                || configured(fields, "kubernetes.operator.job.autoscaler.enabled")
                        .equalsIgnoreCase("true");
    }

    private static String configured(Map<String, JsonNode> fields, String key) {
        return text(fields, Fields.CONFIGURATION + "." + key);
    }

    private static String text(Map<String, JsonNode> fields, String path) {
        JsonNode value = fields.get(path);
        return value == null ? "" : value.asText();
    }

    private static boolean suspendedFromLastState(Manifest live) {
        try {
            JsonNode job = Json.read(live.textAt("/status/reconciliationStatus/lastReconciledSpec")
                            .orElse("{}"))
                    .at("/spec/job");
            return job.path("state").asText().equals("suspended")
                    && job.path("upgradeMode").asText().equals("last-state");
        } catch (UncheckedIOException unreadable) {
            return false; // the operator's own bookkeeping; what is not understood decides nothing
        }
    }
}
