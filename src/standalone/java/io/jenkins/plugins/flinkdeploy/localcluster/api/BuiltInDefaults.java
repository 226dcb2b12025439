package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Values that a real server adds to built-in kinds, as far as clients of the local cluster rely on them. */
final class BuiltInDefaults {
    private BuiltInDefaults() {}

    static void fill(ResourceType type, ObjectNode object) {
        if (type.schema().isPresent()) {
            return;
        }
        switch (type.kind()) {
            case "Pod" -> {
                ObjectNode spec = child(object, "spec");
                podSpec(spec);
                text(spec, "serviceAccountName", "default");
                text(spec, "serviceAccount", spec.get("serviceAccountName").asText());
                ObjectNode status = child(object, "status");
                text(status, "phase", "Pending");
                text(status, "qosClass", "Burstable");
            }
            case "Deployment" -> deployment(object);
            case "ReplicaSet", "StatefulSet" -> replicated(object);
            case "Job", "DaemonSet" -> {
                podSpec(child(child(child(object, "spec"), "template"), "spec"));
                child(object, "status");
            }
            case "Service", "Ingress" -> child(child(object, "status"), "loadBalancer");
            case "Namespace" -> {
                text(child(object, "status"), "phase", "Active");
                ObjectNode spec = child(object, "spec");
                if (!spec.has(Meta.FINALIZERS)) {
                    spec.putArray(Meta.FINALIZERS).add("kubernetes");
                }
            }
            case "Secret" -> secret(object);
            default -> {
                // other kinds are stored as they come
            }
        }
    }

    private static void deployment(ObjectNode object) {
        replicated(object);
        ObjectNode spec = child(object, "spec");
        number(spec, "progressDeadlineSeconds", 600);
        number(spec, "revisionHistoryLimit", 10);
        ObjectNode strategy = child(spec, "strategy");
        text(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            text(child(strategy, "rollingUpdate"), "maxSurge", "25%");
            text(child(strategy, "rollingUpdate"), "maxUnavailable", "25%");
        }
    }

    private static void replicated(ObjectNode object) {
        ObjectNode spec = child(object, "spec");
        number(spec, "replicas", 1);
        podSpec(child(child(spec, "template"), "spec"));
        child(object, "status");
    }

    private static void podSpec(ObjectNode spec) {
        text(spec, "restartPolicy", "Always");
        text(spec, "dnsPolicy", "ClusterFirst");
        text(spec, "schedulerName", "default-scheduler");
        number(spec, "terminationGracePeriodSeconds", 30);
        child(spec, "securityContext");
        if (spec.hasNonNull("serviceAccountName")) {
            text(spec, "serviceAccount", spec.get("serviceAccountName").asText());
        } else if (spec.hasNonNull("serviceAccount")) {
            text(spec, "serviceAccountName", spec.get("serviceAccount").asText());
        }
        for (String list : List.of("initContainers", "containers")) {
            spec.path(list).forEach(container -> container((ObjectNode) container));
        }
    }

    private static void container(ObjectNode container) {
        String image = container.path("image").asText("");
        boolean latest =
                !image.contains("@") && (image.endsWith(":latest") || image.lastIndexOf(':') <= image.lastIndexOf('/'));
        text(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
        text(container, "terminationMessagePath", "/dev/termination-log");
        text(container, "terminationMessagePolicy", "File");
        child(container, "resources");
        container.path("ports").forEach(port -> text((ObjectNode) port, "protocol", "TCP"));
    }

    private static void secret(ObjectNode secret) {
        text(secret, "type", "Opaque");
        JsonNode plain = secret.remove("stringData");
        if (plain != null) {
            plain.properties().forEach(field -> child(secret, "data")
                    .set(
                            field.getKey(),
                            TextNode.valueOf(Base64.getEncoder()
                                    .encodeToString(field.getValue().asText().getBytes(StandardCharsets.UTF_8)))));
        }
    }

    private static ObjectNode child(ObjectNode node, String name) {
        return node.get(name) instanceof ObjectNode child ? child : node.putObject(name);
    }

    private static void text(ObjectNode node, String name, String value) {
        if (!node.hasNonNull(name)) {
            node.put(name, value);
        }
    }

    private static void number(ObjectNode node, String name, int value) {
        if (!node.hasNonNull(name)) {
            node.put(name, value);
        }
    }
}
