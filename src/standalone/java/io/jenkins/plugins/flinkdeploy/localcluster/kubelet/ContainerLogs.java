package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.jenkins.plugins.flinkdeploy.localcluster.api.PodLogRequest;
import io.jenkins.plugins.flinkdeploy.localcluster.api.PodLogs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The output of containers, as {@code kubectl logs} shows it. */
final class ContainerLogs implements PodLogs {
    private final BiFunction<String, String, Optional<PodRunner>> pods;

    /**
     * @param pods finds a pod of this node by namespace and name
     */
    ContainerLogs(BiFunction<String, String, Optional<PodRunner>> pods) {
        this.pods = pods;
    }

    @Override
    public InputStream open(PodLogRequest request) throws IOException {
        PodRunner runner = pods.apply(request.namespace(), request.pod())
                .orElseThrow(() -> new IOException("pod \"" + request.pod() + "\" is not on this node"));
        PodDirectory directory = runner.pod().directory();
        Path file = request.previous()
                ? directory.previousOutput(request.container())
                : directory.output(request.container());
        if (!Files.exists(file)) {
            throw new IOException(missing(request, runner));
        }
        long start = 0;
        String tail = "";
        if (request.tailLines().isPresent()) {
            byte[] all = Files.readAllBytes(file);
            start = all.length;
            tail = lastLines(
                    new String(all, StandardCharsets.UTF_8), request.tailLines().get());
        }
        InputStream rest = request.follow() && !request.previous()
                ? new FollowedFile(file, start, () -> !runner.report()
                        .get(request.container())
                        .isRunning())
                : skipped(file, start);
        InputStream whole =
                new SequenceInputStream(new ByteArrayInputStream(tail.getBytes(StandardCharsets.UTF_8)), rest);
        return request.timestamps() || request.since().isPresent() ? StampedLines.of(whole, request) : whole;
    }

    private static String missing(PodLogRequest request, PodRunner runner) {
        if (request.previous()) {
            return "previous terminated container \"" + request.container() + "\" in pod \"" + request.pod()
                    + "\" not found";
        }
        ContainerReport report = runner.report().get(request.container());
        String reason = report == null || report.state().getWaiting() == null
                ? "ContainerCreating"
                : report.state().getWaiting().getReason();
        return "container \"" + request.container() + "\" in pod \"" + request.pod() + "\" is waiting to start: "
                + reason;
    }

    private static InputStream skipped(Path file, long bytes) throws IOException {
        InputStream stream = Files.newInputStream(file);
        stream.skipNBytes(bytes);
        return stream;
    }

    private static String lastLines(String text, int count) {
        List<String> lines = text.lines().toList();
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        return last.isEmpty() ? "" : last + "\n";
    }
}
