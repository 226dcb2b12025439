package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lists objects page by page, so that a crowded namespace does not come as one huge answer. */
final class ObjectLists {
    private static final int PAGE = 500;

    private final ApiHttp http;
    private final ApiPaths paths;

    ObjectLists(ApiHttp http, ApiPaths paths) {
        this.http = http;
        this.paths = paths;
    }

    /**
     * @param labelSelector {@code a=b,c=d}, or empty for all
     */
    WatchSource.Listing all(WatchKey key, String labelSelector) {
        return select(key, "labelSelector", labelSelector, UnaryOperator.identity());
    }

    /** All objects, as this one leaves them. */
    WatchSource.Listing slim(WatchKey key, Slim slim) {
        return select(key, "labelSelector", "", slim::slim);
    }

    /**
     * @param fieldSelector for instance {@code involvedObject.name=orders}
     */
    WatchSource.Listing byField(WatchKey key, String fieldSelector) {
        return select(key, "fieldSelector", fieldSelector, UnaryOperator.identity());
    }

    private WatchSource.Listing select(WatchKey key, String selector, String value, UnaryOperator<ObjectNode> form) {
        String path = paths.collection(key.apiVersion(), key.kind(), key.namespace());
        ApiRequest first = ApiRequest.get(path, "list of " + key).with("limit", String.valueOf(PAGE));
        ApiRequest request = value.isEmpty() ? first : first.with(selector, value);
        List<Manifest> items = new ArrayList<>();
        ObjectNode page = http.object(request);
        addItems(key, page, form, items);
        for (String next = next(page); !next.isEmpty(); next = next(page)) {
            page = http.object(request.with("continue", next));
            addItems(key, page, form, items);
        }
        return new WatchSource.Listing(
                items, page.path("metadata").path("resourceVersion").asText());
    }

    private static String next(ObjectNode page) {
        return page.path("metadata").path("continue").asText();
    }

    private static void addItems(WatchKey key, ObjectNode page, UnaryOperator<ObjectNode> form, List<Manifest> items) {
        for (JsonNode item : page.path("items")) {
            if (item instanceof ObjectNode object) {
                // Items of a list come without the two.
                object.put("apiVersion", key.apiVersion());
                object.put("kind", key.kind());
                items.add(Manifest.of(form.apply(object)));
            }
        }
    }
}
