package io.jenkins.plugins.flinkdeploy.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.logs.ClusterLogs;
import io.jenkins.plugins.flinkdeploy.engine.logs.LogQuery;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterStatus;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusDetail;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusReader;
import io.jenkins.plugins.flinkdeploy.engine.status.StatusText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What a cluster says of itself, as files. What cannot be had is told in the file that it would be in. */
final class ClusterEvidence {
    /** Characters of one file; the logs of a hundred pods still fit into an artifact that a browser can show. */
    private static final long MOST = 8L << 20;

    private final ClusterApi cluster;
    private final ResourceId id;
    private final int logLines;

    /**
     * @param id the FlinkDeployment
     * @param logLines how many lines from the end of each pod's log
     */
    ClusterEvidence(ClusterApi cluster, ResourceId id, int logLines) {
        this.cluster = cluster;
        this.id = id;
        this.logLines = logLines;
    }

    void write(Deployment deployment, Path directory) throws IOException {
        json(directory.resolve("deployment.json"), Report.of(deployment));
        ClusterStatus status = new StatusReader(cluster, Clock.systemUTC()).read(id, StatusDetail.FULL);
        json(directory.resolve("status.json"), status);
        lines(directory.resolve("status.txt"), out -> new StatusText(StatusDetail.FULL, ZoneId.systemDefault(), false)
                .write(status)
                .lines()
                .forEach(out));
        lines(directory.resolve("events.txt"), out -> events(deployment.order().resource(), out));
        lines(directory.resolve("logs.txt"), out -> logs(false, out));
        lines(directory.resolve("logs-previous.txt"), out -> logs(true, out));
    }

    private void events(ResourceId resource, Consumer<String> out) {
        Set<String> names = new TreeSet<>(List.of(resource.name(), id.name()));
        cluster.list("v1", "Pod", id.namespace(), "app=" + id.name()).stream()
                .map(Manifest::name)
                .forEach(names::add);
        for (String name : names) {
            cluster.events(id.namespace(), name).forEach(event -> out.accept(line(event)));
        }
    }

    private static String line(Manifest event) {
        return event.textAt("/lastTimestamp")
                        .or(() -> event.textAt("/eventTime"))
                        .orElse("") + "  "
                + event.textAt("/type").orElse("") + "  "
                + event.textAt("/involvedObject/kind").orElse("") + " "
                + event.textAt("/involvedObject/name").orElse("") + "  "
                + event.textAt("/reason").orElse("") + ": "
                + event.textAt("/message").orElse("").strip();
    }

    private void logs(boolean previous, Consumer<String> out) {
        LogQuery query = new LogQuery(
                id.namespace(),
                id.name(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.of(logLines),
                previous,
                Optional.empty());
        new ClusterLogs(cluster, out)
                .read(query, line -> out.accept(line.at() + " " + line.pod() + " | " + line.text()));
    }

    private static void json(Path path, Object value) throws IOException {
        JsonNode shown = Secrets.masked(Json.mapper().<JsonNode>valueToTree(value));
        Files.writeString(path, Json.writePretty(shown), StandardCharsets.UTF_8);
    }

    private static void lines(Path path, Consumer<Consumer<String>> content) throws IOException {
        LastLines lines = new LastLines(MOST);
        try {
            content.accept(lines::add);
        } catch (ClusterException e) {
            lines.add(e.getMessage());
        }
        lines.write(path);
    }
}
