package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.jenkins.plugins.flinkdeploy.localcluster.images.ImageStore;
import io.jenkins.plugins.flinkdeploy.localcluster.images.PullException;
import io.jenkins.plugins.flinkdeploy.localcluster.images.UnpackedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Gets a container's image, again and again with growing pauses as a kubelet does. */
final class ImagePull {
    private static final String KUBELET = "kubelet";
    /** How long the reason of a failed pull stands in the status before it gives way to "ImagePullBackOff". */
    private static final Duration BEFORE_BACK_OFF = Duration.ofSeconds(2);

    private final NodeContext node;
    private final RunningPod pod;
    private final Container container;
    private final ReportSink reports;

    ImagePull(NodeContext node, RunningPod pod, Container container, ReportSink reports) {
        this.node = node;
        this.pod = pod;
        this.container = container;
        this.reports = reports;
    }

    /** The image; empty when the pod was stopped meanwhile. */
    Optional<UnpackedImage> untilDone(Stop stop) {
        BackOff backOff =
                new BackOff(node.options().firstBackOff(), node.options().longestBackOff());
        while (!stop.requested()) {
            try {
                UnpackedImage image = once();
                reports.update(report -> report.pulled(image.id()));
                return Optional.of(image);
            } catch (PullException e) {
                reports.update(report -> report.waiting(e.reason(), e.getMessage()));
                warning("Failed", "Failed to pull image \"" + container.getImage() + "\": " + e.getMessage());
                warning("Failed", "Error: " + e.reason());
                rest(backOff.next(), stop);
            }
        }
        return Optional.empty();
    }

    private void rest(Duration time, Stop stop) {
        Duration first = time.compareTo(BEFORE_BACK_OFF) < 0 ? time : BEFORE_BACK_OFF;
        if (stop.pause(first) && time.compareTo(first) > 0) {
            String text = "Back-off pulling image \"" + container.getImage() + "\"";
            reports.update(report -> report.waiting("ImagePullBackOff", text));
            node.events().normal(pod.definition(), KUBELET, "BackOff", text);
            warning("Failed", "Error: ImagePullBackOff");
            stop.pause(time.minus(first));
        }
    }

    private UnpackedImage once() throws PullException {
        String image = container.getImage();
        ImageStore store = node.images();
        Optional<UnpackedImage> present = store.present(image);
        if (!always() && present.isPresent()) {
            normal("Pulled", "Container image \"" + image + "\" already present on machine");
            return present.get();
        }
        if ("Never".equals(container.getImagePullPolicy())) {
            throw PullException.never(image);
        }
        normal("Pulling", "Pulling image \"" + image + "\"");
        Instant start = Instant.now();
        UnpackedImage pulled = store.pull(image);
        long took = Duration.between(start, Instant.now()).toMillis();
        normal(
                "Pulled",
                "Successfully pulled image \"" + image + "\" in " + took + "ms (" + took
                        + "ms including waiting). Image size: " + pulled.bytes() + " bytes.");
        return pulled;
    }

    private boolean always() {
        String policy = container.getImagePullPolicy();
        String image = container.getImage();
        boolean untagged = !image.substring(image.lastIndexOf('/') + 1).contains(":");
        boolean latest = image.endsWith(":latest") || untagged && !image.contains("@");
        return policy == null ? latest : policy.equals("Always");
    }

    private void normal(String reason, String message) {
        node.events().normal(pod.definition(), KUBELET, reason, message);
    }

    private void warning(String reason, String message) {
        node.events().warning(pod.definition(), KUBELET, reason, message);
    }
}
