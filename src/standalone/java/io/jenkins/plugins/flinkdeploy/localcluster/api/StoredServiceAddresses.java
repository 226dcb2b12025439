package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Resolves services as endpoints controllers do: the service's selector, then the addresses of ready pods. */
final class StoredServiceAddresses implements ServiceAddresses {
    private final ObjectStore store;

    StoredServiceAddresses(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Optional<InetSocketAddress> resolve(String namespace, String service, String port) {
        JsonNode spec = store.get(new ObjectKey("", "services", namespace, service))
                .map(object -> object.path("spec"))
                .orElseThrow();
        Optional<JsonNode> servicePort = StreamSupport.stream(spec.path("ports").spliterator(), false)
                .filter(candidate -> port.isEmpty()
                        || candidate.path("name").asText("").equals(port)
                        || candidate.path("port").asText().equals(port))
                .findFirst();
        if (servicePort.isEmpty() || spec.path("selector").isEmpty()) {
            return Optional.empty();
        }
        return store.list("", "pods", namespace).stream()
                .filter(pod -> selects(spec.path("selector"), pod) && isReady(pod))
                .flatMap(pod -> address(pod, servicePort.get()).stream())
                .findFirst();
    }

    private static boolean selects(JsonNode selector, ObjectNode pod) {
        return selector.properties().stream().allMatch(label -> label.getValue()
                .equals(pod.path("metadata").path("labels").path(label.getKey())));
    }

    private static boolean isReady(ObjectNode pod) {
        return !Meta.isBeingDeleted(pod)
                && StreamSupport.stream(pod.path("status").path("conditions").spliterator(), false)
                        .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                                && condition.path("status").asText().equals("True"));
    }

    private static Optional<InetSocketAddress> address(ObjectNode pod, JsonNode servicePort) {
        String ip = pod.path("status").path("podIP").asText("");
        JsonNode target = servicePort.path("targetPort");
        if (ip.isEmpty()) {
            return Optional.empty();
        }
        if (target.isInt() || target.asText().matches("\\d+")) {
            return Optional.of(new InetSocketAddress(ip, target.asInt()));
        }
        return StreamSupport.stream(pod.path("spec").path("containers").spliterator(), false)
                .flatMap(container ->
                        StreamSupport.stream(container.path("ports").spliterator(), false))
                .filter(candidate -> candidate.path("name").asText("").equals(target.asText()))
                .map(candidate -> new InetSocketAddress(
                        ip, candidate.path("containerPort").asInt()))
                .findFirst();
    }
}
