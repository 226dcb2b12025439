package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;

/** Subresources besides status: logs and binding of pods, the proxy of services, scale. */
final class Subresources {
    private final ObjectStore store;
    private final ObjectWriter writer;
    private final PodLogAnswer logs;
    private final ServiceProxy proxy;

    Subresources(ObjectStore store, ObjectWriter writer, PodLogAnswer logs, ServiceProxy proxy) {
        this.store = store;
        this.writer = writer;
        this.logs = logs;
        this.proxy = proxy;
    }

    ApiResponse handle(ApiRequest request, ResourcePath path) {
        String what = path.type().plural() + "/" + path.subresource();
        if (what.equals("pods/log") && request.method().equals("GET")) {
            return logs.answer(object(path), request);
        }
        if (what.equals("pods/binding") && request.method().equals("POST")) {
            return bind(request, path);
        }
        if (what.equals("services/proxy")) {
            return proxy(request, path);
        }
        if (path.subresource().equals("scale")
                && path.type().is("apps", path.type().plural())) {
            return scale(request, path);
        }
        return ApiResponse.text(404, "404 page not found\n");
    }

    private ObjectNode object(ResourcePath path) {
        return store.get(path.key()).orElseThrow(() -> Failures.notFound(path.type(), path.name()));
    }

    private ApiResponse bind(ApiRequest request, ResourcePath path) {
        JsonNode node = request.object().path("target").path("name");
        writer.update(
                path.type(),
                path.key(),
                "",
                pod -> {
                    pod.withObjectProperty("spec").set("nodeName", node);
                    return pod;
                },
                WriteOptions.of(request));
        return ApiResponse.json(
                201, Json.object().put("kind", "Status").put("apiVersion", "v1").put("status", "Success"));
    }

    private ApiResponse proxy(ApiRequest request, ResourcePath path) {
        String[] parts = path.name().split(":", -1);
        String service = parts.length == 3 ? parts[1] : parts[0];
        ObjectKey key = ObjectKey.of(path.type(), path.namespace(), service);
        if (store.get(key).isEmpty()) {
            throw Failures.notFound(path.type(), service);
        }
        int start = request.rawPath().indexOf("/proxy") + "/proxy".length();
        String rest = request.rawPath().substring(start);
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        return proxy.forward(path.namespace(), path.name(), (rest.isEmpty() ? "/" : rest) + query, request);
    }

    private ApiResponse scale(ApiRequest request, ResourcePath path) {
        if (request.method().equals("GET")) {
            return ApiResponse.json(200, scale(object(path)));
        }
        if (!request.method().equals("PUT") && !request.method().equals("PATCH")) {
            throw Failures.methodNotAllowed();
        }
        ObjectNode scaled = writer.update(
                path.type(),
                path.key(),
                "",
                before -> {
                    ObjectNode wanted = request.method().equals("PUT")
                            ? request.object()
                            : Patches.of(path.type(), request).apply(scale(before));
                    before.withObjectProperty("spec")
                            .set("replicas", wanted.path("spec").path("replicas"));
                    return before;
                },
                WriteOptions.of(request));
        return ApiResponse.json(200, scale(scaled));
    }

    private static ObjectNode scale(ObjectNode object) {
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = Meta.of(scale);
        metadata.put("name", Meta.name(object))
                .put("namespace", Meta.namespace(object))
                .put("uid", Meta.uid(object))
                .put(Meta.RESOURCE_VERSION, Meta.text(object, Meta.RESOURCE_VERSION));
        scale.putObject("spec")
                .put("replicas", object.path("spec").path("replicas").asInt());
        scale.putObject("status")
                .put("replicas", object.path("status").path("replicas").asInt());
        return scale;
    }
}
