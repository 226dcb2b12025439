package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The pods of this node and their runners. */
final class PodTable implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(PodTable.class.getName());
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(3);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final NodeContext node;
    private final AddressPool addresses;
    private final Runnable wake;
    private final Binder binder;
    private final Map<String, PodRunner> runners = new ConcurrentHashMap<>();
    private final Set<String> stopping = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(PodTable::thread);
    private final ScheduledExecutorService publishing = Executors.newSingleThreadScheduledExecutor(PodTable::thread);
    private final StatusPublisher publisher;
    private volatile String names = "";

    /**
     * @param wake called when a pod has ended and there is something to look at
     */
    PodTable(NodeContext node, AddressPool addresses, Runnable wake) {
        this.node = node;
        this.addresses = addresses;
        this.wake = wake;
        this.binder = new Binder(node);
        this.publisher = new StatusPublisher(node.client(), publishing);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "pod");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts what is new and stops what is gone. */
    void reconcile(List<Pod> all) throws IOException {
        Map<String, Pod> byUid =
                all.stream().collect(Collectors.toMap(pod -> pod.getMetadata().getUid(), Function.identity()));
        for (PodRunner runner : runners.values()) {
            Pod pod = byUid.get(runner.pod().uid());
            if (pod == null || isDeleting(pod)) {
                stop(runner, grace(pod == null ? runner.pod().definition() : pod));
            }
        }
        for (Pod pod : all) {
            if (!runners.containsKey(pod.getMetadata().getUid())) {
                if (isDeleting(pod)) {
                    finishDeletion(pod);
                } else if (!isOver(pod)) {
                    start(pod);
                }
            }
        }
    }

    /** Tells every pod under which addresses it finds the Services. */
    void writeHosts(String services) throws IOException {
        names = services;
        for (PodRunner runner : runners.values()) {
            if (!stopping.contains(runner.pod().uid())) {
                writeHosts(runner.pod());
            }
        }
    }

    ContainerLogs logs() {
        return new ContainerLogs((namespace, name) -> runners.values().stream()
                .filter(runner -> runner.pod().namespace().equals(namespace)
                        && runner.pod().name().equals(name))
                .findFirst());
    }

    private void writeHosts(RunningPod pod) throws IOException {
        HostsFiles.write(pod.directory().hosts(), HostsFiles.file(pod.address(), pod.name(), names));
    }

    private void start(Pod pod) throws IOException {
        List<Pod> others = runners.values().stream()
                .map(runner -> runner.pod().definition())
                .toList();
        Optional<Pod> bound = binder.bind(pod, others);
        if (bound.isEmpty()) {
            return;
        }
        RunningPod running = new RunningPod(bound.get(), addresses.take(), PodDirectory.of(node.pods(), bound.get()));
        writeHosts(running);
        // The runner reports through the table, and the table knows it only once it is made.
        PodRunner[] self = new PodRunner[1];
        PodRunner runner = new PodRunner(node, running, threads, () -> publisher.changed(running, self[0].report()));
        self[0] = runner;
        runners.put(running.uid(), runner);
        runner.start();
    }

    private void stop(PodRunner runner, Duration grace) {
        if (!stopping.add(runner.pod().uid())) {
            return;
        }
        runner.stop(grace)
                .thenRunAsync(
                        () -> {
                            runner.clean();
                            addresses.release(runner.pod().address());
                            node.events().forget(runner.pod().definition());
                            runners.remove(runner.pod().uid());
                            stopping.remove(runner.pod().uid());
                            wake.run();
                        },
                        threads)
                .exceptionally(failure -> {
                    LOGGER.log(Level.WARNING, "Pod " + runner.pod().label() + " was not cleaned up", failure);
                    return null;
                });
    }

    private void finishDeletion(Pod pod) {
        try {
            node.client().resource(pod).withGracePeriod(0).delete();
        } catch (KubernetesClientException e) {
            LOGGER.log(Level.FINE, "Pod " + pod.getMetadata().getName() + " is not gone yet", e);
        }
    }

    private static Duration grace(Pod pod) {
        Long asked = pod.getMetadata().getDeletionGracePeriodSeconds();
        Long usual = pod.getSpec().getTerminationGracePeriodSeconds();
        return Duration.ofSeconds(asked != null ? asked : usual != null ? usual : 30);
    }

    private static boolean isDeleting(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    private static boolean isOver(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    /** Stops all pods and returns when none of their processes is left. */
    @Override
    public void close() {
        CompletableFuture<?>[] ends = runners.values().stream()
                .map(runner -> runner.stop(CLOSE_GRACE))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends)
                    .orTimeout(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            LOGGER.log(Level.WARNING, "Not every pod ended in time", e);
        }
        runners.values().forEach(PodRunner::clean);
        publishing.shutdownNow();
        threads.shutdown();
    }
}
