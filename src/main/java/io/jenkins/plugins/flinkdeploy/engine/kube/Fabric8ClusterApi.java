package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException.Kind;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.io.InputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The API server over the connections of fabric8's client. Requests are written here and not by the client's typed interface:
 * objects pass through unchanged, and no request is repeated behind the caller's back.
 */
final class Fabric8ClusterApi implements ClusterApi {
    private static final int LONGEST_LOG_BYTES = 4 << 20;

    private final KubernetesClient client;
    private final ScheduledExecutorService pool;
    private final ApiHttp http;
    private final ApiPaths paths;
    private final ObjectLists lists;
    private final SharedWatches watches;
    private final WriteDistance distance = new WriteDistance();

    /**
     * @param pool runs listeners and reconnects; closed with this object
     * @param limit how long one request may take
     * @param newCredentials fetches the credentials anew; whether they are others now
     */
    Fabric8ClusterApi(
            KubernetesClient client, ScheduledExecutorService pool, Duration limit, BooleanSupplier newCredentials) {
        this.client = client;
        this.pool = pool;
        this.http =
                new ApiHttp(client.getHttpClient(), client.getConfiguration().getMasterUrl(), limit, newCredentials);
        this.paths = new ApiPaths(http);
        this.lists = new ObjectLists(http, paths);
        this.watches = new SharedWatches(distance.noting(new Fabric8WatchSource(client, paths, lists)), pool);
    }

    @Override
    public Optional<Manifest> get(ResourceId id) {
        return unlessAbsent(() -> http.object(ApiRequest.get(paths.of(id), "get of " + id)))
                .map(Manifest::of);
    }

    @Override
    public boolean serves(String apiVersion, String kind) {
        return paths.serves(apiVersion, kind);
    }

    @Override
    public boolean namespaceExists(String namespace) {
        String path = paths.collection("v1", "Namespace", "") + "/" + ApiRequest.encode(namespace);
        try {
            http.object(ApiRequest.get(path, "get of namespace " + namespace));
            return true;
        } catch (ClusterException e) {
            return switch (e.kind()) {
                case FORBIDDEN -> true;
                case NOT_FOUND -> false;
                default -> throw e;
            };
        }
    }

    @Override
    public Manifest apply(Manifest manifest, boolean dryRun) {
        ResourceId id = manifest.id();
        String subject = (dryRun ? "dry run of " : "apply of ") + id;
        ApiRequest request = ApiRequest.send(
                        "PATCH", paths.of(id), "application/apply-patch+yaml", Json.write(manifest), subject)
                .with("fieldManager", FIELD_MANAGER)
                .with("fieldValidation", "Strict")
                .with("force", "false");
        if (!dryRun) {
            distance.keep(id);
        }
        return Manifest.of(http.object(dryRun ? request.with("dryRun", "All") : request));
    }

    @Override
    public Manifest patch(ResourceId id, ObjectNode mergePatch) {
        distance.keep(id);
        return Manifest.of(http.object(strict(ApiRequest.send(
                "PATCH", paths.of(id), "application/merge-patch+json", Json.write(mergePatch), "patch of " + id))));
    }

    @Override
    public Manifest create(Manifest manifest) {
        ResourceId id = manifest.id();
        String path = paths.collection(id.apiVersion(), id.kind(), id.namespace());
        return Manifest.of(http.object(
                strict(ApiRequest.send("POST", path, "application/json", Json.write(manifest), "creation of " + id))));
    }

    @Override
    public Manifest replace(Manifest manifest) {
        ResourceId id = manifest.id();
        return Manifest.of(http.object(strict(ApiRequest.send(
                "PUT", paths.of(id), "application/json", Json.write(manifest), "replacement of " + id))));
    }

    @Override
    public void delete(ResourceId id) {
        unlessAbsent(() -> http.json(ApiRequest.delete(paths.of(id), "deletion of " + id)));
    }

    @Override
    public void deleteAsSeen(Manifest seen) {
        ResourceId id = seen.id();
        ObjectNode options = Json.object().put("apiVersion", "v1").put("kind", "DeleteOptions");
        ObjectNode preconditions = options.putObject("preconditions");
        seen.textAt("/metadata/uid").ifPresent(uid -> preconditions.put("uid", uid));
        seen.textAt("/metadata/resourceVersion").ifPresent(version -> preconditions.put("resourceVersion", version));
        unlessAbsent(() -> http.json(
                ApiRequest.send("DELETE", paths.of(id), "application/json", Json.write(options), "deletion of " + id)));
    }

    @Override
    public List<Manifest> list(String apiVersion, String kind, String namespace, String labelSelector) {
        return lists.all(new WatchKey(apiVersion, kind, namespace), labelSelector)
                .items();
    }

    @Override
    public List<Manifest> events(String namespace, String involvedName) {
        return lists
                .byField(new WatchKey("v1", "Event", namespace), "involvedObject.name=" + involvedName)
                .items()
                .stream()
                .filter(event -> event.textAt("/involvedObject/name").equals(Optional.of(involvedName)))
                .sorted(Comparator.comparing(EventTime::of))
                .toList();
    }

    @Override
    public String logTail(String namespace, String pod, String container, int lines, boolean previous) {
        ResourceId id = new ResourceId("v1", "Pod", namespace, pod);
        ApiRequest request = ApiRequest.get(paths.of(id) + "/log", "log of container " + container + " of " + id)
                .with("container", container)
                .with("tailLines", String.valueOf(lines))
                .with("limitBytes", String.valueOf(LONGEST_LOG_BYTES))
                .with("previous", String.valueOf(previous));
        try {
            return http.text(request);
        } catch (ClusterException e) {
            // A container that has not started, or has no earlier life, answers 400; a pod that is gone 404.
            if (e.kind() == Kind.REJECTED || e.kind() == Kind.NOT_FOUND) {
                return "";
            }
            throw e;
        }
    }

    @Override
    public InputStream log(PodLogQuery query) {
        ResourceId id = new ResourceId("v1", "Pod", query.namespace(), query.pod());
        ApiRequest request = ApiRequest.get(
                        paths.of(id) + "/log", "log of container " + query.container() + " of " + id)
                .with("container", query.container())
                .with("timestamps", "true")
                .with("previous", String.valueOf(query.previous()))
                .with("follow", String.valueOf(query.follow()));
        if (query.tail().isPresent()) {
            request = request.with("tailLines", String.valueOf(query.tail().getAsInt()));
        }
        if (query.since().isPresent()) {
            request = request.with(
                    "sinceTime",
                    query.since().get().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return http.stream(request);
    }

    @Override
    public JsonNode serviceProxyGet(String namespace, String service, String port, String path) {
        return http.json(ApiRequest.get(
                proxied(namespace, service, port, path),
                "request " + path + " to Service " + namespace + "/" + service));
    }

    @Override
    public JsonNode serviceProxyPost(String namespace, String service, String port, String path, JsonNode body) {
        return http.json(ApiRequest.send(
                "POST",
                proxied(namespace, service, port, path),
                "application/json",
                Json.write(body),
                "request " + path + " to Service " + namespace + "/" + service));
    }

    private String proxied(String namespace, String service, String port, String path) {
        ResourceId id = new ResourceId("v1", "Service", namespace, service + ":" + port);
        return paths.of(id) + "/proxy" + (path.startsWith("/") ? path : "/" + path);
    }

    @Override
    public Subscription watch(ResourceId id, Consumer<Optional<Manifest>> listener) {
        return watches.subscribe(WatchKey.of(id), new ObjectListener(id, listener, pool));
    }

    @Override
    public Subscription watchAll(String apiVersion, String kind, String namespace, Consumer<Change> onChange) {
        return watchAll(apiVersion, kind, namespace, object -> true, onChange);
    }

    @Override
    public Subscription watchAll(
            String apiVersion, String kind, String namespace, Predicate<Manifest> interest, Consumer<Change> onChange) {
        return watches.subscribe(new WatchKey(apiVersion, kind, namespace), new KindListener(interest, onChange, pool));
    }

    @Override
    public String serverVersion() {
        return http.object(ApiRequest.get("/version", "request for the version"))
                .path("gitVersion")
                .asText();
    }

    @Override
    public void close() {
        watches.close();
        client.close();
        pool.shutdownNow();
    }

    /** How many watch connections this object keeps open or tries to open. */
    int openWatches() {
        return watches.size();
    }

    private static ApiRequest strict(ApiRequest request) {
        return request.with("fieldManager", FIELD_MANAGER).with("fieldValidation", "Strict");
    }

    private static <T> Optional<T> unlessAbsent(Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (ClusterException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
