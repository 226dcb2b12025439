package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Requests for objects and collections of any kind, and for their status. */
final class ResourceRequests {
    private final ObjectStore store;
    private final ObjectWriter writer;
    private final Deletion deletion;

    ResourceRequests(ObjectStore store, ObjectWriter writer, Deletion deletion) {
        this.store = store;
        this.writer = writer;
        this.deletion = deletion;
    }

    ApiResponse handle(ApiRequest request, ResourcePath path) {
        boolean one = !path.name().isEmpty();
        return switch (request.method()) {
            case "GET" -> request.flag("watch") ? watch(request, path) : one ? get(request, path) : list(request, path);
            case "POST" -> {
                if (one) {
                    throw Failures.methodNotAllowed();
                }
                yield create(request, path);
            }
            case "PUT" -> replace(request, path);
            case "PATCH" -> patch(request, path);
            case "DELETE" -> one ? delete(request, path) : deleteAll(request, path);
            default -> throw Failures.methodNotAllowed();
        };
    }

    private ApiResponse get(ApiRequest request, ResourcePath path) {
        ObjectNode object = store.get(path.key()).orElseThrow(() -> Failures.notFound(path.type(), path.name()));
        return ApiResponse.json(200, view(request, path.type()).apply(object));
    }

    private static UnaryOperator<ObjectNode> view(ApiRequest request, ResourceType type) {
        return Tables.wanted(request) ? object -> Tables.of(type, object) : type::present;
    }

    private ApiResponse list(ApiRequest request, ResourcePath path) {
        Predicate<JsonNode> selector = Selector.of(path.type(), request);
        return store.atomically(() -> {
            if (Tables.wanted(request)) {
                List<ObjectNode> objects = select(path, selector);
                return ApiResponse.json(200, Tables.of(path.type(), objects, Long.toString(store.revision())));
            }
            return ApiResponse.json(200, collection(path, selector));
        });
    }

    private ObjectNode collection(ResourcePath path, Predicate<JsonNode> selector) {
        ResourceType type = path.type();
        ObjectNode list = Json.object().put("kind", type.listKind()).put("apiVersion", type.apiVersion());
        Meta.of(list).put(Meta.RESOURCE_VERSION, Long.toString(store.revision()));
        ArrayNode items = list.putArray("items");
        select(path, selector).forEach(object -> items.add(type.present(object)));
        return list;
    }

    private List<ObjectNode> select(ResourcePath path, Predicate<JsonNode> selector) {
        return store.list(path.type().group(), path.type().plural(), path.namespace()).stream()
                .filter(selector)
                .toList();
    }

    private static ApiResponse watch(ApiRequest request, ResourcePath path) {
        Predicate<JsonNode> selector = Selector.of(path.type(), request);
        if (!path.name().isEmpty()) {
            selector = selector.and(Selector.fields(path.type(), "metadata.name=" + path.name()));
        }
        return new ApiResponse.Watch(
                new Watches.Query(
                        path.type(),
                        path.namespace(),
                        selector,
                        request.number(Meta.RESOURCE_VERSION).filter(revision -> revision > 0),
                        request.flag("allowWatchBookmarks"),
                        view(request, path.type())),
                request.number("timeoutSeconds").map(Duration::ofSeconds));
    }

    private ApiResponse create(ApiRequest request, ResourcePath path) {
        WriteOptions options = WriteOptions.of(request);
        if (path.type().namespaced() && path.namespace().isEmpty()) {
            throw Failures.methodNotAllowed();
        }
        ObjectNode created = writer.create(path.type(), path.namespace(), request.object(), options);
        return ApiResponse.json(201, created, options.warnings());
    }

    private ApiResponse replace(ApiRequest request, ResourcePath path) {
        WriteOptions options = WriteOptions.of(request);
        ObjectNode body = request.object();
        ExistingObjects.checkIdentity(path.type(), path.key(), body);
        if (path.type().schema().isPresent()
                && Meta.text(body, Meta.RESOURCE_VERSION).isEmpty()) {
            throw Failures.invalid(
                    path.type(),
                    path.name(),
                    List.of(Violation.invalid("metadata.resourceVersion", "0x0", "must be specified for an update")));
        }
        ObjectNode replaced = writer.update(path.type(), path.key(), path.subresource(), before -> body, options);
        return ApiResponse.json(200, replaced, options.warnings());
    }

    private ApiResponse patch(ApiRequest request, ResourcePath path) {
        WriteOptions options = WriteOptions.of(request);
        if (request.mediaType().equals("application/apply-patch+yaml")) {
            if (request.parameter("fieldManager").isEmpty()) {
                throw Failures.invalid(
                        new ResourceType(
                                "meta.k8s.io",
                                "v1",
                                "PatchOptions",
                                "",
                                "",
                                List.of(),
                                List.of(),
                                false,
                                false,
                                false,
                                Optional.empty()),
                        "",
                        List.of(Violation.required("fieldManager", "is required for apply patch")));
            }
            var written = writer.apply(path.type(), path.key(), path.subresource(), request.object(), options);
            return ApiResponse.json(
                    written.created() ? 201 : 200, path.type().present(written.object()), options.warnings());
        }
        UnaryOperator<ObjectNode> change = Patches.of(path.type(), request);
        ObjectNode patched = writer.update(path.type(), path.key(), path.subresource(), change, options);
        return ApiResponse.json(200, path.type().present(patched), options.warnings());
    }

    private ApiResponse delete(ApiRequest request, ResourcePath path) {
        Deletion.Result result = deletion.delete(path.type(), path.key(), DeleteOptions.of(request));
        if (!result.gone() || path.type().schema().isEmpty() && path.type().hasStatus()) {
            return ApiResponse.json(200, path.type().present(result.object()));
        }
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        status.set(
                "details",
                Failures.details(path.type().group(), path.type().plural(), path.name())
                        .put("uid", Meta.uid(result.object())));
        return ApiResponse.json(200, status);
    }

    private ApiResponse deleteAll(ApiRequest request, ResourcePath path) {
        Predicate<JsonNode> selector = Selector.of(path.type(), request);
        DeleteOptions options = DeleteOptions.of(request);
        return store.atomically(() -> {
            ObjectNode list = collection(path, selector);
            list.path("items").forEach(item -> {
                ObjectKey key = ObjectKey.of(path.type(), item);
                if (store.get(key).isPresent()) {
                    deletion.delete(path.type(), key, options);
                }
            });
            return ApiResponse.json(200, list);
        });
    }
}
