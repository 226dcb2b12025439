package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

    /** Deletes an object as it was seen; nothing happens when it is gone already, kind CONFLICT when it changed since. */
    void deleteAsSeen(Manifest seen);

    /** Objects of a kind with these labels ({@code a=b,c=d}; empty for all). */
    List<Manifest> list(String apiVersion, String kind, String namespace, String labelSelector);

    /** Core events about the objects of this name, of whatever kind, oldest first as {@link EventTime} has it. */
    List<Manifest> events(String namespace, String involvedName);

    /**
     * The last lines of a container's log, empty when there is no log to be had (container not started, pod gone).
     *
     * @param previous the log of the container before its last restart
     */
    String logTail(String namespace, String pod, String container, int lines, boolean previous);

    /**
     * A container's log as a stream of lines, each begun by its time in RFC 3339 form and a space. The caller closes it.
     *
     * @throws ClusterException of kind REJECTED when there is no log to be had (container not started, no earlier life), NOT_FOUND
     *     when the pod is gone
     */
    InputStream log(PodLogQuery query);

    /**
     * GET through the API server's service proxy, for instance {@code ("streaming", "orders-rest", "8081", "/overview")}. The
     * service's own failures come as the same exceptions as those of the API server.
     */
    JsonNode serviceProxyGet(String namespace, String service, String port, String path);

    /** POST of a JSON body through the service proxy, as above. The request may change something, so it is sent once. */
    JsonNode serviceProxyPost(String namespace, String service, String port, String path, JsonNode body);

    /**
     * Tells a listener of the state of one object, from a watch that all listeners of the same kind and namespace share. The
     * listener is called once soon with the present state (empty when the object does not exist), after every change, and
     * after every reconnect. Changes that follow each other quickly may be told as one: what counts is the state.
     *
     * <p>While the API server is away, or the identity may not watch, the listener hears nothing and the watch goes on trying
     * with growing pauses; callers that must notice silence keep a timer of their own and {@link #get}. Calls for one listener
     * never overlap. They come on one of the few threads of this object and must not block; what a listener throws is logged.
     *
     * <p>Objects come without {@code metadata.managedFields} and without the long parts of a Flink resource's specification (its
     * configuration, pod template and logging), pods and events with what tells their state alone: those who wait do not look at the
     * rest, and a process in which many wait keeps many objects.
     */
    Subscription watch(ResourceId id, Consumer<Optional<Manifest>> listener);

    /**
     * Tells a listener of every object of a kind in a namespace, over the same shared watch as {@link #watch}: first of all that
     * are there, then of each that is added, changed or deleted. After a reconnect it hears only of what changed meanwhile.
     */
    Subscription watchAll(String apiVersion, String kind, String namespace, Consumer<Change> onChange);

    /**
     * As above, of some objects alone.
     *
     * @param interest which; asked at once for every object, so it must be quick and must not block
     */
    default Subscription watchAll(
            String apiVersion, String kind, String namespace, Predicate<Manifest> interest, Consumer<Change> onChange) {
        return watchAll(apiVersion, kind, namespace, change -> {
            if (interest.test(change.object())) {
                onChange.accept(change);
            }
        });
    }

    /** Version of the API server as it says itself, for logs. */
    String serverVersion();

    @Override
    void close();

    /**
     * What happened to an object that is watched.
     *
     * @param object the object after the change; for a deletion as it was last seen
     * @param deleted whether it is gone
     */
    record Change(Manifest object, boolean deleted) {}

    /** Ends a watch for one listener; a call that is under way may still finish. Closing twice does nothing. */
    interface Subscription extends AutoCloseable {
        /**
         * Whether nothing at all came over the watch for so long that it may be dead, or it is not open. A watch that is not silent
         * has told everything there was to tell.
         */
        default boolean isSilent() {
            return true;
        }

        @Override
        void close();
    }
}
