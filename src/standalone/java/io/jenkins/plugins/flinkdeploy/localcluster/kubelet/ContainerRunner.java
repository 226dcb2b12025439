package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.flinkdeploy.localcluster.images.UnpackedImage;
import io.jenkins.plugins.flinkdeploy.localcluster.process.ChildProcess;
import io.jenkins.plugins.flinkdeploy.localcluster.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs one container of a pod over and over, as its restart policy says, until the pod is stopped. */
final class ContainerRunner {
    private static final Logger LOGGER = Logger.getLogger(ContainerRunner.class.getName());
    private static final Duration CONFIG_RETRY = Duration.ofSeconds(1);
    private static final Duration STABLE_RUN = Duration.ofMinutes(10);

    private final NodeContext node;
    private final RunningPod pod;
    private final Container container;
    private final RestartPolicy policy;
    private final ReportSink reports;
    private final Stop stop;

    ContainerRunner(
            NodeContext node,
            RunningPod pod,
            Container container,
            RestartPolicy policy,
            ReportSink reports,
            Stop stop) {
        this.node = node;
        this.pod = pod;
        this.container = container;
        this.policy = policy;
        this.reports = reports;
        this.stop = stop;
    }

    /** Returns when the container has ended for good, or the pod was stopped and its process is gone. */
    void run() {
        Optional<UnpackedImage> image = new ImagePull(node, pod, container, reports).untilDone(stop);
        if (image.isEmpty()) {
            return;
        }
        BackOff backOff =
                new BackOff(node.options().firstBackOff(), node.options().longestBackOff());
        boolean first = true;
        while (!stop.requested()) {
            Instant start = Instant.now();
            int exitCode = once(image.get(), start);
            if (stop.requested() || !policy.restartsAfter(exitCode)) {
                return;
            }
            if (Duration.between(start, Instant.now()).compareTo(STABLE_RUN) > 0) {
                backOff.reset();
            }
            reports.update(ContainerReport::ended);
            // As a kubelet: the first restart comes at once, those after it wait.
            if (first || crashLoop(backOff.next())) {
                // Whoever reads of the next run in the status asks for the log of the one before, so that comes first.
                keepOutput();
                reports.update(ContainerReport::restarted);
            }
            first = false;
        }
    }

    private boolean crashLoop(Duration wait) {
        String text = "back-off " + wait.toSeconds() + "s restarting failed container=" + container.getName() + " pod="
                + pod.label();
        reports.update(report -> report.waiting("CrashLoopBackOff", text));
        warning("BackOff", "Back-off restarting failed container " + container.getName() + " in pod " + pod.label());
        return stop.pause(wait);
    }

    private int once(UnpackedImage image, Instant start) {
        try {
            Optional<ProcessSpec> spec = prepared(image);
            if (spec.isEmpty()) {
                return 0;
            }
            normal("Created", "Created container " + container.getName());
            try (ChildProcess process = ChildProcess.start(spec.get())) {
                reports.update(report -> report.running(start));
                normal("Started", "Started container " + container.getName());
                return new ContainerWatch(node, pod, container, process, reports, stop).untilEnd(start);
            }
        } catch (StartException | IOException e) {
            String text = "failed to create containerd task: failed to create shim task: " + e.getMessage();
            reports.update(report -> report.terminated(128, "StartError", text, start, Instant.now()));
            warning("Failed", "Error: " + text);
            return 128;
        }
    }

    /** The process to start; waits while ConfigMaps or Secrets are missing; empty when the pod was stopped. */
    private Optional<ProcessSpec> prepared(UnpackedImage image) throws IOException, StartException {
        while (!stop.requested()) {
            try {
                return Optional.of(new ContainerLaunch(node, pod, container, image).prepare());
            } catch (ContainerConfigException e) {
                reports.update(report -> report.waiting("CreateContainerConfigError", e.getMessage()));
                warning("Failed", "Error: " + e.getMessage());
            } catch (KubernetesClientException e) {
                // The API server is away; the container waits for it.
                reports.update(report -> report.waiting("ContainerCreating", e.getMessage()));
            }
            stop.pause(CONFIG_RETRY);
        }
        return Optional.empty();
    }

    private void keepOutput() {
        try {
            Files.move(
                    pod.directory().output(container.getName()),
                    pod.directory().previousOutput(container.getName()),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // A container that could not be started has no output.
            LOGGER.log(Level.FINE, "Nothing to keep of " + container.getName(), e);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The output of " + container.getName() + " is not kept", e);
        }
    }

    private void normal(String reason, String message) {
        node.events().normal(pod.definition(), "kubelet", reason, message);
    }

    private void warning(String reason, String message) {
        node.events().warning(pod.definition(), "kubelet", reason, message);
    }
}
