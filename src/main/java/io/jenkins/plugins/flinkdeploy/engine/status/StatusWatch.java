package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Says when a status is worth reading again: after a change of a resource or of a pod, and every few seconds, because what Flink
 * does inside shows in no resource.
 */
public final class StatusWatch implements AutoCloseable {
    private static final long LONGEST_SILENCE_SECONDS = 10;
    /** Changes come in bursts; one look shows them all. */
    private static final long TOGETHER_MILLIS = 500;

    private final Semaphore changes = new Semaphore(0);
    private final List<ClusterApi.Subscription> subscriptions = new ArrayList<>();

    private StatusWatch() {}

    public static StatusWatch of(ClusterApi cluster, List<ResourceId> resources) {
        StatusWatch watch = new StatusWatch();
        Set<String> namespaces = new HashSet<>();
        for (ResourceId resource : resources) {
            watch.subscriptions.add(cluster.watch(resource, state -> watch.changes.release()));
            if (namespaces.add(resource.namespace())) {
                watch.subscriptions.add(
                        cluster.watchAll("v1", "Pod", resource.namespace(), change -> watch.changes.release()));
            }
        }
        return watch;
    }

    /** Waits for the next change, or for the longest silence. */
    public void await() throws InterruptedException {
        if (changes.tryAcquire(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS)) {
            Thread.sleep(TOGETHER_MILLIS);
        }
        changes.drainPermits();
    }

    @Override
    public void close() {
        subscriptions.forEach(ClusterApi.Subscription::close);
    }
}
