package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what a request is about. */
final class Router implements ApiHandler {
    private static final Set<String> HEALTH = Set.of("healthz", "livez", "readyz");

    private final ResourceTypes types;
    private final Discovery discovery;
    private final ResourceRequests resources;
    private final Subresources subresources;
    private final RequestCounts counts;
    private final Faults faults;
    private final AccessReviews access;

    Router(
            ResourceTypes types,
            ResourceRequests resources,
            Subresources subresources,
            RequestCounts counts,
            Faults faults,
            AccessReviews access) {
        this.types = types;
        this.discovery = new Discovery(types);
        this.resources = resources;
        this.subresources = subresources;
        this.counts = counts;
        this.faults = faults;
        this.access = access;
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        List<String> path = request.segments();
        if (!path.isEmpty() && HEALTH.contains(path.get(0))) {
            counts.count(request, "discovery", "");
            return ApiResponse.text(200, "ok");
        }
        faults.check(request);
        Optional<ObjectNode> discovered = discovery.answer(path);
        if (discovered.isPresent()) {
            counts.count(request, "discovery", "");
            return ApiResponse.json(200, discovered.get());
        }
        if (path.size() == 4
                && path.get(1).equals("authorization.k8s.io")
                && request.method().equals("POST")) {
            counts.count(request, "create", path.get(3));
            return ApiResponse.json(201, access.answer(request.object()));
        }
        Optional<ResourcePath> resource = ResourcePath.parse(path, types);
        if (resource.isEmpty()) {
            counts.count(request, "unknown", "");
            return ApiResponse.text(404, "404 page not found\n");
        }
        String verb = verb(request, resource.get());
        String what = what(resource.get());
        counts.count(request, verb, what);
        access.check(verb, what);
        return handle(request, resource.get());
    }

    private ApiResponse handle(ApiRequest request, ResourcePath resource) {
        boolean ownStatus =
                resource.subresource().equals("status") && resource.type().hasStatus();
        if (!resource.subresource().isEmpty() && !ownStatus) {
            return subresources.handle(request, resource);
        }
        return resources.handle(request, resource);
    }

    private static String what(ResourcePath resource) {
        return resource.subresource().isEmpty()
                ? resource.type().plural()
                : resource.type().plural() + "/" + resource.subresource();
    }

    private static String verb(ApiRequest request, ResourcePath resource) {
        boolean one = !resource.name().isEmpty();
        return switch (request.method()) {
            case "GET" -> request.flag("watch") ? "watch" : one ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> one ? "delete" : "deletecollection";
            default -> "other";
        };
    }
}
