package io.jenkins.plugins.flinkdeploy.localcluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What of an object goes into a recording, without what tells of the machine on which it was made. */
final class RecordedParts {
    /** All times of recordings are moved so that the second of the apply is this one. */
    private static final Instant SECOND_OF_APPLY = Instant.parse("2026-01-01T00:00:00Z");

    private static final Pattern TIME = Pattern.compile("\\b20\\d\\d-\\d\\d-\\d\\dT[\\d:]{8}(\\.\\d+)?Z");
    private static final Pattern MILLIS = Pattern.compile("\\b1[6-9]\\d{11}\\b");

    private RecordedParts() {}

    static ObjectNode resource(Manifest manifest) {
        ObjectNode kept = Json.object();
        copy(
                manifest,
                kept,
                List.of(
                        "/apiVersion",
                        "/kind",
                        "/metadata/name",
                        "/metadata/namespace",
                        "/metadata/uid",
                        "/metadata/generation",
                        "/spec/deploymentName",
                        "/spec/job/state",
                        "/spec/job/upgradeMode",
                        "/status/observedGeneration",
                        "/status/lifecycleState",
                        "/status/conditions",
                        "/status/error",
                        "/status/jobManagerDeploymentStatus",
                        "/status/jobStatus",
                        "/status/reconciliationStatus/state"));
        manifest.annotation(Annotations.DEPLOYMENT_ID)
                .ifPresent(id -> kept.withObject("/metadata/annotations").put(Annotations.DEPLOYMENT_ID, id));
        manifest.textAt("/status/reconciliationStatus/lastReconciledSpec").ifPresent(spec -> {
            ObjectNode accepted = Json.object();
            accepted.withObject("/resource_metadata/metadata")
                    .set("generation", Json.read(spec).at("/resource_metadata/metadata/generation"));
            kept.withObject("/status/reconciliationStatus").put("lastReconciledSpec", Json.write(accepted));
        });
        return kept;
    }

    static ObjectNode pod(Manifest manifest) {
        ObjectNode kept = Json.object();
        copy(
                manifest,
                kept,
                List.of(
                        "/apiVersion",
                        "/kind",
                        "/metadata/name",
                        "/metadata/namespace",
                        "/metadata/creationTimestamp",
                        "/metadata/deletionTimestamp",
                        "/metadata/labels",
                        "/status/phase",
                        "/status/reason",
                        "/status/message",
                        "/status/conditions",
                        "/status/containerStatuses",
                        "/status/initContainerStatuses"));
        for (String part : List.of("containerStatuses", "initContainerStatuses")) {
            kept.at("/status/" + part)
                    .forEach(status -> ((ObjectNode) status).remove(List.of("image", "imageID", "containerID")));
        }
        return kept;
    }

    static ObjectNode event(Manifest manifest) {
        ObjectNode kept = Json.object();
        copy(
                manifest,
                kept,
                List.of(
                        "/apiVersion",
                        "/kind",
                        "/metadata/name",
                        "/metadata/namespace",
                        "/metadata/creationTimestamp",
                        "/involvedObject/kind",
                        "/involvedObject/name",
                        "/type",
                        "/reason",
                        "/message",
                        "/count",
                        "/firstTimestamp",
                        "/lastTimestamp",
                        "/eventTime"));
        return kept;
    }

    /** The exceptions of a log's end, without frames. */
    static String exceptions(String log) {
        List<String> heads = log.lines()
                .filter(line ->
                        line.startsWith("Caused by: ") || line.matches("^([a-z]\\w*\\.)+[A-Z]\\w*(Exception|Error).*"))
                .toList();
        return String.join("\n", heads.subList(Math.max(0, heads.size() - 4), heads.size()));
    }

    private static void copy(Manifest from, ObjectNode to, List<String> pointers) {
        for (String pointer : pointers) {
            JsonNode value = from.at(pointer);
            if (!value.isMissingNode() && !value.isNull()) {
                int slash = pointer.lastIndexOf('/');
                ObjectNode parent = slash == 0 ? to : to.withObject(pointer.substring(0, slash));
                parent.set(pointer.substring(slash + 1), value);
            }
        }
    }

    /** A stack trace's messages. */
    static String withoutFrames(String trace) {
        return trace.lines()
                .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t..."))
                .collect(Collectors.joining("\n"));
    }

    /** One line as it is kept: times moved, machine's names replaced. */
    static String anonymous(ObjectNode line, Instant base, Map<String, String> names) {
        String text = Json.write(line);
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        Duration shift = Duration.between(base, SECOND_OF_APPLY);
        text = text.replaceAll("127\\.77\\.\\d+\\.\\d+", "10.0.0.1").replaceAll("127\\.0\\.0\\.1:\\d+", "10.0.0.2:443");
        text = TIME.matcher(text)
                .replaceAll(match -> Instant.parse(match.group()).plus(shift).toString());
        return MILLIS.matcher(text)
                .replaceAll(match -> Long.toString(Long.parseLong(match.group()) + shift.toMillis()));
    }
}
