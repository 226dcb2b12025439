package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Kubernetes API server within this process, on loopback, without TLS and without access control. It stores objects in memory and
 * runs nothing: pods start when a kubelet watches this server and starts them.
 */
public final class LocalApiServer implements AutoCloseable {
    private static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final ObjectStore store = new ObjectStore();
    private final ResourceTypes types = new ResourceTypes();
    private final RequestCounts counts = new RequestCounts();
    private final Faults faults = new Faults();
    private final AccessReviews access = new AccessReviews();
    private final PodLogAnswer logs = new PodLogAnswer();
    private final ServiceProxy proxy = new ServiceProxy(new StoredServiceAddresses(store));
    private final ObjectWriter writer;
    private final HttpFrontEnd frontEnd;
    private int port;

    private LocalApiServer() {
        Deletion deletion = new Deletion(store, types);
        writer = new ObjectWriter(store, types, deletion, new Definitions(types));
        frontEnd = new HttpFrontEnd(
                new Router(
                        types,
                        new ResourceRequests(store, writer, deletion),
                        new Subresources(store, writer, logs, proxy),
                        counts,
                        faults,
                        access),
                new Watches(store));
    }

    /**
     * Starts a server with the namespaces that every cluster has.
     *
     * @param port 0 for any free port
     * @throws UncheckedIOException when the port is taken
     */
    public static LocalApiServer start(int port) {
        LocalApiServer server = new LocalApiServer();
        boolean started = false;
        try {
            NAMESPACES.forEach(server::createNamespace);
            server.port = server.frontEnd.listen(port);
            started = true;
            return server;
        } finally {
            if (!started) {
                server.close();
            }
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A new client for this server and nothing else: no environment variable or file of the machine plays into it. */
    public KubernetesClient newClient() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url())
                .withNamespace("default")
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /**
     * Writes a kubeconfig with this server as its only context.
     *
     * @throws UncheckedIOException when the file cannot be written
     */
    public void writeKubeconfig(Path file, String contextName, String defaultNamespace) {
        Kubeconfig.write(file, url(), contextName, defaultNamespace);
    }

    /** Creates a namespace with its default service account; one that exists stays as it is. */
    public void createNamespace(String name) {
        store.atomically(() -> {
            if (store.get(new ObjectKey("", "namespaces", "", name)).isEmpty()) {
                ObjectNode namespace = Json.object();
                Meta.of(namespace).put("name", name);
                writer.create(types.builtIn("v1", "namespaces"), "", namespace, WriteOptions.internal());
            }
            return name;
        });
    }

    /**
     * Installs the custom resource definitions of a YAML or JSON text with one or more documents; ones that exist are replaced.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public void installCrds(InputStream yamlOrJson) {
        YAMLMapper mapper = new YAMLMapper();
        try (var documents = mapper.readerFor(JsonNode.class).<JsonNode>readValues(yamlOrJson)) {
            while (documents.hasNextValue()) {
                if (documents.nextValue() instanceof ObjectNode definition && !definition.isEmpty()) {
                    install(definition);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The custom resource definitions cannot be read", e);
        }
    }

    /** Installs a custom resource definition; one of the same name is replaced. */
    public void installCrd(CustomResourceDefinition definition) {
        install(Json.mapper().valueToTree(definition));
    }

    private void install(ObjectNode definition) {
        ResourceType type = types.builtIn("apiextensions.k8s.io/v1", "customresourcedefinitions");
        ObjectKey key = ObjectKey.of(type, definition);
        writer.apply(type, key, "", definition, WriteOptions.internal());
    }

    /** From now on logs come from this source. */
    public void logs(PodLogs source) {
        logs.source(source);
    }

    /** From now on proxied services are found by this source instead of by selectors and the addresses of ready pods. */
    public void proxy(ServiceAddresses addresses) {
        proxy.addresses(addresses);
    }

    /** While away, new connections are dropped and open ones, also those of watches, are broken. All objects are kept. */
    public void setOutage(boolean away) {
        frontEnd.setAway(away);
    }

    /** The next requests are answered with 429 and how long to wait, as an overloaded server does. */
    public void setBusy(int requests, int retryAfterSeconds) {
        faults.busy(requests, retryAfterSeconds);
    }

    /** From now on clients with this user agent wait so long for every answer; zero ends it. */
    public void setSlow(String userAgent, Duration time) {
        faults.slow(userAgent, time);
    }

    /** From now on requests without this bearer token are answered with 401. */
    public void requireToken(String token) {
        faults.requireToken(token);
    }

    /**
     * From now on nobody may do these.
     *
     * @param requests verb and resource, as in {@link #requestsOf}; none to allow everything again
     */
    public void deny(String... requests) {
        access.deny(Set.of(requests));
    }

    /** Requests so far, failed ones included. */
    public int requestCount() {
        return counts.total();
    }

    /** Requests so far by verb: get, list, watch, create, update, patch, delete, deletecollection; also discovery. */
    public Map<String, Integer> requestsByVerb() {
        return counts.byVerb();
    }

    /** Requests so far of the clients with this user agent, for instance {@code get pods} or {@code get services/proxy}. */
    public Map<String, Integer> requestsOf(String userAgent) {
        return counts.of(userAgent);
    }

    @Override
    public void close() {
        frontEnd.close();
    }
}
