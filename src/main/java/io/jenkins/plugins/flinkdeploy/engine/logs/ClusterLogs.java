package io.jenkins.plugins.flinkdeploy.engine.logs;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.kube.PodLogQuery;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** The logs of a cluster's JobManager and TaskManagers as one, in the order of time. */
public final class ClusterLogs {
    static final String CONTAINER = "flink-main-container";

    private final ClusterApi cluster;
    private final Consumer<String> notes;

    /**
     * @param notes told of pods that have no log
     */
    public ClusterLogs(ClusterApi cluster, Consumer<String> notes) {
        this.cluster = cluster;
        this.notes = notes;
    }

    /** Names of the pods that the query is about. */
    public List<String> pods(LogQuery query) {
        return cluster.list("v1", "Pod", query.namespace(), "app=" + query.cluster()).stream()
                .filter(pod -> isWanted(pod, query))
                .map(Manifest::name)
                .sorted()
                .toList();
    }

    static boolean isWanted(Manifest pod, LogQuery query) {
        return pod.label("app").filter(query.cluster()::equals).isPresent()
                && query.component()
                        .filter(wanted -> !wanted.equals(pod.label("component").orElse("")))
                        .isEmpty();
    }

    /**
     * Hands on what there is by now, merged by time. Of each pod one line at a time is held, so the size of the logs does not
     * matter.
     *
     * @throws ClusterException when the pods cannot be listed, or a log breaks off
     */
    public void read(LogQuery query, Consumer<LogLine> lines) {
        List<PodLog> open = new ArrayList<>();
        try {
            merge(query, open, lines);
        } catch (IOException e) {
            throw new ClusterException(ClusterException.Kind.UNREACHABLE, "A log broke off: " + e.getMessage(), e);
        } finally {
            open.forEach(ClusterLogs::close);
        }
    }

    private void merge(LogQuery query, List<PodLog> open, Consumer<LogLine> lines) throws IOException {
        record Head(LogLine line, PodLog log) {}
        PriorityQueue<Head> heads = new PriorityQueue<>(
                Comparator.comparing((Head head) -> head.line().at())
                        .thenComparing(head -> head.line().pod()));
        for (String pod : pods(query)) {
            Optional<PodLog> log = open(query, pod, query.since(), false);
            if (log.isPresent()) {
                open.add(log.get());
                log.get().next().ifPresent(line -> heads.add(new Head(line, log.get())));
            }
        }
        while (!heads.isEmpty()) {
            Head head = heads.poll();
            if (query.wants(head.line())) {
                lines.accept(head.line());
            }
            head.log().next().ifPresent(line -> heads.add(new Head(line, head.log())));
        }
    }

    /** The log of a pod, empty when it has none (yet). */
    Optional<PodLog> open(LogQuery query, String pod, Optional<Instant> since, boolean follow) {
        try {
            return Optional.of(new PodLog(
                    pod,
                    cluster.log(new PodLogQuery(
                            query.namespace(), pod, CONTAINER, since, query.tail(), query.previous(), follow))));
        } catch (ClusterException e) {
            if (e.kind() == ClusterException.Kind.REJECTED || e.kind() == ClusterException.Kind.NOT_FOUND) {
                notes.accept("no log of pod " + pod + ": " + e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }

    static void close(PodLog log) {
        try {
            log.close();
        } catch (IOException alreadyBroken) {
            // Nothing more is read from it.
            return;
        }
    }
}
