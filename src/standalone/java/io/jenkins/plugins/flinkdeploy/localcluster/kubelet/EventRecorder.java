package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes core/v1 Events; the same event again raises the count of the first, as on a real cluster. */
final class EventRecorder {
    private static final Logger LOGGER = Logger.getLogger(EventRecorder.class.getName());

    private final KubernetesClient client;
    private final String node;
    private final AtomicLong sequence = new AtomicLong(System.nanoTime());
    private final Map<String, String> names = new ConcurrentHashMap<>();

    EventRecorder(KubernetesClient client, String node) {
        this.client = client;
        this.node = node;
    }

    void normal(HasMetadata about, String component, String reason, String message) {
        record(about, component, "Normal", reason, message);
    }

    void warning(HasMetadata about, String component, String reason, String message) {
        record(about, component, "Warning", reason, message);
    }

    /** Forgets what was said about an object, so that memory does not grow with every pod there ever was. */
    void forget(HasMetadata about) {
        names.keySet().removeIf(key -> key.startsWith(about.getMetadata().getUid() + "/"));
    }

    private void record(HasMetadata about, String component, String type, String reason, String message) {
        String key = about.getMetadata().getUid() + "/" + reason + "/" + message;
        String namespace = about.getMetadata().getNamespace();
        String name = names.computeIfAbsent(
                key, unused -> about.getMetadata().getName() + "." + Long.toHexString(sequence.incrementAndGet()));
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            Event known =
                    client.v1().events().inNamespace(namespace).withName(name).get();
            if (known == null) {
                client.resource(event(about, name, now, component, type, reason, message))
                        .create();
            } else {
                Event repeated = new EventBuilder(known)
                        .withCount(known.getCount() + 1)
                        .withLastTimestamp(now)
                        .build();
                client.resource(repeated).update();
            }
        } catch (KubernetesClientException e) {
            // Events are best effort, here as on a real node.
            LOGGER.log(Level.FINE, "Event " + reason + " about " + name + " was not written", e);
        }
    }

    private Event event(
            HasMetadata about, String name, String now, String component, String type, String reason, String message) {
        ObjectReference object = new ObjectReferenceBuilder()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .build();
        return new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withInvolvedObject(object)
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .withNewSource(component, node)
                .withReportingComponent(component)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
    }
}
