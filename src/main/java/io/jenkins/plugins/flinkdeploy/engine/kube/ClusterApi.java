package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the engine asks of a Kubernetes API server. Objects are generic trees, because operators from 1.7 on differ in their
 * fields. Every method may throw a {@link ClusterException}, which says whether trying again can help.
 */
public interface ClusterApi extends AutoCloseable {
    /** The field manager under which this tool applies resources. */
    String FIELD_MANAGER = "flink-deploy";

    /** The object as the API server has it now, empty when there is none. */
    Optional<Manifest> get(ResourceId id);

    /** Whether the API server serves this kind. */
    boolean serves(String apiVersion, String kind);

    /** Whether the namespace exists; true when the caller may not read namespaces. */
    boolean namespaceExists(String namespace);

    /**
     * Server-side apply with {@link #FIELD_MANAGER}, strict field validation and without force.
     *
     * @return the object as it is after the apply (or would be, for a dry run)
     * @throws ClusterException of kind CONFLICT when another manager owns a field, with that manager's name in the message
     */
    Manifest apply(Manifest manifest, boolean dryRun);

    /** JSON merge patch of an object that exists. */
    Manifest patch(ResourceId id, ObjectNode mergePatch);

    /** Creates an object; {@code metadata.generateName} is honoured. Kind CONFLICT when the name is taken. */
    Manifest create(Manifest manifest);

    /** Replaces an object; kind CONFLICT when its {@code metadata.resourceVersion} is no longer the current one. */
    Manifest replace(Manifest manifest);

    /** Deletes an object; nothing happens when it is gone already. */
    void delete(ResourceId id);

    /** Objects of a kind with these labels ({@code a=b,c=d}; empty for all). */
    List<Manifest> list(String apiVersion, String kind, String namespace, String labelSelector);

    /** Core events about an object, oldest first. */
    List<Manifest> events(String namespace, String involvedName);

    /**
     * The last lines of a container's log, empty when there is no log to be had (container not started, pod gone).
     *
     * @param previous the log of the container before its last restart
     */
    String logTail(String namespace, String pod, String container, int lines, boolean previous);

    /** GET through the API server's service proxy, for instance {@code ("streaming", "orders-rest", "8081", "/overview")}. */
    JsonNode serviceProxyGet(String namespace, String service, String port, String path);

    /**
     * Tells a listener of every change of one object, from a watch that all listeners of the same kind and namespace share. The
     * listener is called once soon with the present state (empty when the object does not exist) and again after every change
     * and every reconnect. It is called on a thread of the client and must not block.
     */
    Subscription watch(ResourceId id, Consumer<Optional<Manifest>> listener);

    /** Version of the API server as it says itself, for logs. */
    String serverVersion();

    @Override
    void close();

    /** Ends a watch for one listener. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
