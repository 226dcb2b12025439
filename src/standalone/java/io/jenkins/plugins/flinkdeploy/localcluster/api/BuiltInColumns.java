package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The columns of the built-in kinds that people look at on a local cluster. */
final class BuiltInColumns {
    private BuiltInColumns() {}

    static List<TableColumn> of(ResourceType type) {
        return switch (type.kind()) {
            case "Pod" ->
                List.of(
                        new TableColumn("Ready", 0, BuiltInColumns::readyContainers),
                        new TableColumn("Status", 0, BuiltInColumns::podStatus),
                        new TableColumn("Restarts", 0, BuiltInColumns::restarts),
                        new TableColumn("IP", 1, pod -> pod.at("/status/podIP").asText("<none>")),
                        new TableColumn(
                                "Node", 1, pod -> pod.at("/spec/nodeName").asText("<none>")));
            case "Deployment" ->
                List.of(
                        new TableColumn(
                                "Ready",
                                0,
                                deployment -> deployment
                                                .at("/status/readyReplicas")
                                                .asInt() + "/"
                                        + deployment.at("/spec/replicas").asInt()),
                        new TableColumn("Available", 0, deployment -> deployment
                                .at("/status/availableReplicas")
                                .asText("0")));
            case "Service" ->
                List.of(
                        TableColumn.at("Type", ".spec.type"),
                        TableColumn.at("Cluster-IP", ".spec.clusterIP"),
                        new TableColumn("Port(s)", 0, BuiltInColumns::ports));
            case "ConfigMap" ->
                List.of(new TableColumn(
                        "Data",
                        0,
                        map -> Integer.toString(
                                map.path("data").size() + map.path("binaryData").size())));
            case "Namespace" -> List.of(TableColumn.at("Status", ".status.phase"));
            case "Event" ->
                List.of(
                        TableColumn.at("Type", ".type"),
                        TableColumn.at("Reason", ".reason"),
                        new TableColumn(
                                "Object",
                                0,
                                event -> event.at("/involvedObject/kind").asText("") + "/"
                                        + event.at("/involvedObject/name").asText("")),
                        TableColumn.at("Message", ".message"));
            default -> List.of();
        };
    }

    private static String readyContainers(ObjectNode pod) {
        int ready = 0;
        for (JsonNode status : pod.at("/status/containerStatuses")) {
            ready += status.path("ready").asBoolean() ? 1 : 0;
        }
        return ready + "/" + pod.at("/spec/containers").size();
    }

    /** The phase, or why a container does not run, or that the pod is on its way out. */
    private static String podStatus(ObjectNode pod) {
        if (Meta.isBeingDeleted(pod)) {
            return "Terminating";
        }
        for (JsonNode status : pod.at("/status/containerStatuses")) {
            for (String state : List.of("waiting", "terminated")) {
                String reason = status.path("state").path(state).path("reason").asText("");
                if (!reason.isEmpty()) {
                    return reason;
                }
            }
        }
        return pod.at("/status/phase").asText("Unknown");
    }

    private static String restarts(ObjectNode pod) {
        int restarts = 0;
        for (JsonNode status : pod.at("/status/containerStatuses")) {
            restarts += status.path("restartCount").asInt();
        }
        return Integer.toString(restarts);
    }

    private static String ports(ObjectNode service) {
        StringBuilder ports = new StringBuilder();
        for (JsonNode port : service.at("/spec/ports")) {
            ports.append(ports.isEmpty() ? "" : ",")
                    .append(port.path("port").asText())
                    .append('/')
                    .append(port.path("protocol").asText("TCP"));
        }
        return ports.toString();
    }
}
