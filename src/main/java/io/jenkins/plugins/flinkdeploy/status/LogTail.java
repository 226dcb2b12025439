package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.logs.ClusterLogs;
import io.jenkins.plugins.flinkdeploy.engine.logs.LogLine;
import io.jenkins.plugins.flinkdeploy.engine.logs.LogQuery;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import io.jenkins.plugins.flinkdeploy.run.TargetClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/** The end of the logs of a cluster's pods, read at most every few seconds, once for all who look. */
final class LogTail {
    /** Of each pod. */
    private static final int LINES = 100;
    /** Of all pods: a page shall stay one that a browser shows. */
    private static final int MOST = 500;

    private static final int LONGEST_LINE = 1000;
    private static final Duration OFTEN = Duration.ofSeconds(4);

    private final ResourceId cluster;
    private final LiveTarget target;
    private Optional<String> last = Optional.empty();
    private long readAt;

    LogTail(ResourceId cluster, LiveTarget target) {
        this.cluster = cluster;
        this.target = target;
    }

    /** The lines without what looks like secrets in them. Who asks while they are being read waits for that. */
    synchronized String text() {
        boolean fresh = System.nanoTime() - readAt < OFTEN.toNanos();
        if (last.isEmpty() || !fresh) {
            last = Optional.of(target.client().map(this::read).orElseGet(Messages::LogTail_notYet));
            readAt = System.nanoTime();
        }
        return last.get();
    }

    private String read(TargetClient client) {
        Deque<String> lines = new ArrayDeque<>();
        LogQuery query = new LogQuery(
                cluster.namespace(),
                cluster.name(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.of(LINES),
                false,
                Optional.empty());
        try {
            new ClusterLogs(client.cluster(), note -> add(lines, note)).read(query, line -> add(lines, text(line)));
        } catch (ClusterException e) {
            add(lines, String.valueOf(e.getMessage()));
        }
        return lines.isEmpty() ? Messages.LogTail_none() : String.join("\n", lines) + "\n";
    }

    private static String text(LogLine line) {
        return line.at() + " " + line.pod() + " | " + line.text();
    }

    private static void add(Deque<String> lines, String line) {
        lines.addLast(Secrets.masked(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " …" : line));
        if (lines.size() > MOST) {
            lines.removeFirst();
        }
    }
}
