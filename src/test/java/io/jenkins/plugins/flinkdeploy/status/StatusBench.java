package io.jenkins.plugins.flinkdeploy.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SnapshotServer;
import io.jenkins.plugins.flinkdeploy.run.PlayedOperator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * What the page of all clusters costs with 50 clusters of 1,000 jobs; {@code bin/bench status} runs it. It is no test, and none of its
 * name is run with the tests.
 */
public class StatusBench {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final int CLUSTERS = 50;
    private static final int JOBS_OF_EACH = 20;
    private static final int VIEWERS = 20;
    private static final int CHANGES = 15;
    private static final int VISITS = 7;
    /** As the script of the page does. */
    private static final Duration POLL = Duration.ofMillis(700);

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    public void fifty_clusters_with_a_thousand_jobs() throws Exception {
        try (PlayedOperator operator = new PlayedOperator()) {
            SnapshotServer server = operator.cluster();
            fill(server);
            FlinkDeployConfiguration.get().setTargets(List.of(operator.target("production")));
            // What every controller has done long ago.
            get("");
            ObjectNode figures = Json.object().put("clusters", CLUSTERS).put("jobs", CLUSTERS * JOBS_OF_EACH);
            figures.put("pageMillisOfController", firstPage());
            List<Double> opened = new ArrayList<>();
            for (int visit = 0; visit < VISITS; visit++) {
                LiveTargets.get().closeIdle(Duration.ZERO);
                opened.add(firstPage());
            }
            opened.sort(null);
            figures.put("pageMillis", opened.get(VISITS / 2)).put("pageMillisMax", opened.get(VISITS - 1));
            figures.put("pageMillisWatched", firstPage());
            updates(server, figures);
            figures.put("pollMillis", POLL.toMillis());
            ObjectNode requests = figures.putObject("requestsPerMinute");
            for (int viewers : List.of(1, VIEWERS)) {
                requests.put("viewers" + viewers, requests(server, viewers));
            }
            Path out = Path.of(System.getProperty("flinkdeploy.bench.out", "target/bench/status.json"));
            Files.createDirectories(out.toAbsolutePath().getParent());
            Files.writeString(out, Json.writePretty(figures) + "\n");
        }
    }

    private static void fill(SnapshotServer server) {
        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            ResourceId id = server.sessionCluster("cluster-" + cluster);
            ObjectNode status = Json.object()
                    .put("lifecycleState", "STABLE")
                    .put("jobManagerDeploymentStatus", "READY")
                    .put("observedGeneration", 1);
            server.status(id, status);
            for (int job = 0; job < JOBS_OF_EACH; job++) {
                server.sessionJob(id.name(), id.name() + "-job-" + job, "RUNNING");
            }
        }
    }

    /** Milliseconds until a person sees all clusters and jobs: the page, and then what its script asks for. */
    private double firstPage() throws Exception {
        long start = System.nanoTime();
        get("flink-clusters/");
        // Nobody looked before: the watches are opened now.
        while (jobs(data("")) < CLUSTERS * JOBS_OF_EACH) {
            assertThat(System.nanoTime() - start).isLessThan(LIMIT.toNanos());
            Thread.sleep(20);
        }
        return millis(start);
    }

    private static int jobs(JsonNode data) {
        int jobs = 0;
        for (JsonNode row : data.path("rows")) {
            jobs += row.path("jobCount").asInt();
        }
        return jobs;
    }

    /** Milliseconds from a change on the API server until a page that is open shows it. */
    private void updates(SnapshotServer server, ObjectNode figures) throws Exception {
        List<Double> seen = new ArrayList<>();
        for (int change = 0; change < CHANGES; change++) {
            String name = "cluster-" + change * 3;
            String version = data("").path("version").asText();
            ObjectNode status = Json.object().put("error", "change " + change);
            status.put("lifecycleState", "FAILED");
            // A page asks at some moment within its pause.
            Thread.sleep(POLL.toMillis() * (change + 1) / CHANGES);
            long start = System.nanoTime();
            long next = start + POLL.toNanos() * (change + 1) / CHANGES;
            server.status(SnapshotServer.id("FlinkDeployment", name), status);
            boolean shown = false;
            while (!shown) {
                Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
                next += POLL.toNanos();
                shown = data(version).toString().contains("change " + change);
                assertThat(System.nanoTime() - start).isLessThan(LIMIT.toNanos());
            }
            seen.add(millis(start));
        }
        seen.sort(null);
        figures.put("updateMillis", seen.get(CHANGES / 2)).put("updateMillisMax", seen.get(CHANGES - 1));
    }

    /** Requests to the API server in a minute in which so many people look. */
    private int requests(SnapshotServer server, int viewers) throws Exception {
        long end = System.nanoTime() + WINDOW.toNanos();
        int before = server.requests();
        List<Thread> threads = new ArrayList<>();
        for (int viewer = 0; viewer < viewers; viewer++) {
            Thread thread = new Thread(() -> look(end), "viewer " + viewer);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return server.requests() - before;
    }

    private void look(long end) {
        String version = "";
        try {
            while (System.nanoTime() < end) {
                version = data(version).path("version").asText();
                Thread.sleep(POLL.toMillis());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode data(String since) throws IOException, InterruptedException {
        return Json.read(get("flink-clusters/data?since=" + since));
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(JENKINS.getURL() + path)).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static double millis(long start) {
        return Math.round((System.nanoTime() - start) / 1e5) / 10.0;
    }
}
