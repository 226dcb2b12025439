package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.flinkdeploy.localcluster.images.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs one pod: waits for its volumes, then its init containers one after the other, then its containers side by side. */
final class PodRunner {
    private static final Logger LOGGER = Logger.getLogger(PodRunner.class.getName());
    private static final Duration LONGEST_MOUNT_PAUSE = Duration.ofSeconds(8);

    private final NodeContext node;
    private final RunningPod pod;
    private final Executor threads;
    private final Runnable changed;
    private final PodReport report;
    private final Stop stop = new Stop();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /**
     * @param changed called after every change of what {@link #report()} says
     */
    PodRunner(NodeContext node, RunningPod pod, Executor threads, Runnable changed) {
        this.node = node;
        this.pod = pod;
        this.threads = threads;
        this.changed = changed;
        this.report = new PodReport(pod);
    }

    void start() {
        threads.execute(() -> {
            try {
                run();
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, "Pod " + pod.label() + " ended unexpectedly", e);
            } finally {
                end.complete(null);
            }
        });
    }

    RunningPod pod() {
        return pod;
    }

    PodReport report() {
        return report;
    }

    /**
     * Asks the pod to end; the result completes when no process of it is left.
     *
     * @param grace how long its processes may take before they are killed
     */
    CompletableFuture<Void> stop(Duration grace) {
        stop.request(grace);
        return end.copy();
    }

    /** Removes the pod's files, once its processes are gone. */
    void clean() {
        try {
            Trees.delete(pod.directory().path());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The files of pod " + pod.label() + " were not all removed", e);
        }
    }

    private void run() {
        changed.run();
        if (!mounted()) {
            return;
        }
        RestartPolicy policy = RestartPolicy.of(pod.definition().getSpec().getRestartPolicy());
        for (Container container : pod.definition().getSpec().getInitContainers()) {
            runner(container, policy.forInitContainers()).run();
            if (stop.requested() || !report.get(container.getName()).hasSucceeded()) {
                return;
            }
        }
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (Container container : pod.definition().getSpec().getContainers()) {
            running.add(
                    CompletableFuture.runAsync(() -> runner(container, policy).run(), threads));
        }
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    }

    private boolean mounted() {
        Volumes volumes =
                new Volumes(new PodObjects(node.client(), pod.namespace()), pod.definition(), pod.directory());
        BackOff backOff = new BackOff(Duration.ofMillis(500), LONGEST_MOUNT_PAUSE);
        while (!stop.requested()) {
            try {
                Files.createDirectories(pod.directory().path());
                volumes.check();
                return true;
            } catch (ContainerConfigException e) {
                node.events().warning(pod.definition(), "kubelet", "FailedMount", e.getMessage());
            } catch (KubernetesClientException | IOException e) {
                LOGGER.log(Level.FINE, "The volumes of pod " + pod.label() + " cannot be had yet", e);
            }
            stop.pause(backOff.next());
        }
        return false;
    }

    private ContainerRunner runner(Container container, RestartPolicy policy) {
        ReportSink sink = change -> {
            synchronized (report) {
                report.set(container.getName(), change.apply(report.get(container.getName())));
            }
            changed.run();
        };
        return new ContainerRunner(node, pod, container, policy, sink, stop);
    }
}
