package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes pod statuses to the API server, in order, and as often as it takes while the API server is away. */
final class StatusPublisher {
    private static final Logger LOGGER = Logger.getLogger(StatusPublisher.class.getName());
    private static final long RETRY_MILLIS = 500;

    private final KubernetesClient client;
    private final ScheduledExecutorService thread;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    /**
     * @param thread a single thread, so that an older status never overtakes a newer one
     */
    StatusPublisher(KubernetesClient client, ScheduledExecutorService thread) {
        this.client = client;
        this.thread = thread;
    }

    /** The pod's report has changed; several changes in a row are written as one. */
    void changed(RunningPod pod, PodReport report) {
        if (waiting.add(pod.uid()) && !thread.isShutdown()) {
            thread.execute(() -> publish(pod, report));
        }
    }

    private void publish(RunningPod pod, PodReport report) {
        waiting.remove(pod.uid());
        try {
            Pod found = client.pods()
                    .inNamespace(pod.namespace())
                    .withName(pod.name())
                    .get();
            if (found == null || !found.getMetadata().getUid().equals(pod.uid())) {
                return;
            }
            Pod changed = new PodBuilder(found)
                    .withStatus(report.status(found.getStatus()))
                    .build();
            if (!changed.getStatus().equals(found.getStatus())) {
                client.resource(changed).updateStatus();
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404) {
                LOGGER.log(Level.FINE, "The status of pod " + pod.label() + " was not written yet", e);
                if (waiting.add(pod.uid()) && !thread.isShutdown()) {
                    thread.schedule(() -> publish(pod, report), RETRY_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        }
    }
}
