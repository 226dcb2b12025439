package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;

/** Cluster addresses, node ports and the other values that a real server gives to a service. */
final class ServiceDefaults {
    private static final int FIRST_NODE_PORT = 30000;
    private static final int NODE_PORTS = 2768;

    private final AtomicInteger given = new AtomicInteger();

    /** @param before the service until now; without content when it is new */
    void fill(ObjectNode service, ObjectNode before) {
        if (!(service.get("spec") instanceof ObjectNode spec)) {
            return;
        }
        putIfAbsent(spec, "type", "ClusterIP");
        String type = spec.get("type").asText();
        if (type.equals("ExternalName")) {
            return;
        }
        putIfAbsent(spec, "sessionAffinity", "None");
        putIfAbsent(spec, "internalTrafficPolicy", "Cluster");
        putIfAbsent(spec, "ipFamilyPolicy", "SingleStack");
        String address = before.path("spec").path("clusterIP").asText("");
        if (spec.path("clusterIP").asText("").isEmpty()) {
            spec.put("clusterIP", address.isEmpty() ? nextAddress() : address);
        }
        if (!spec.has("clusterIPs")) {
            spec.putArray("clusterIPs").add(spec.get("clusterIP").asText());
        }
        if (!spec.has("ipFamilies")) {
            spec.putArray("ipFamilies").add("IPv4");
        }
        boolean onNodes = type.equals("NodePort") || type.equals("LoadBalancer");
        for (JsonNode port : spec.path("ports")) {
            port((ObjectNode) port, onNodes, before);
        }
    }

    private void port(ObjectNode port, boolean onNodes, ObjectNode before) {
        putIfAbsent(port, "protocol", "TCP");
        if (!port.hasNonNull("targetPort")) {
            port.set("targetPort", port.path("port").deepCopy());
        }
        if (onNodes && !port.hasNonNull("nodePort")) {
            int nodePort = FIRST_NODE_PORT + given.incrementAndGet() % NODE_PORTS;
            for (JsonNode old : before.path("spec").path("ports")) {
                if (old.path("port").equals(port.path("port")) && old.hasNonNull("nodePort")) {
                    nodePort = old.get("nodePort").asInt();
                }
            }
            port.put("nodePort", nodePort);
        }
    }

    private String nextAddress() {
        int number = given.incrementAndGet();
        return "10.96.%d.%d".formatted(number / 250 % 250 + 1, number % 250 + 1);
    }

    private static void putIfAbsent(ObjectNode node, String name, String value) {
        if (!node.hasNonNull(name)) {
            node.put(name, value);
        }
    }
}
