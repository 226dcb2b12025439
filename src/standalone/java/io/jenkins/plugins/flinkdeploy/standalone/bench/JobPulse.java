package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a job's JobManager again and again whether all tasks run, past the API server, and keeps the longest time without a yes. */
final class JobPulse implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(25);
    private static final Duration REST_LIMIT = Duration.ofSeconds(2);
    /** Shorter pauses are those of a busy machine, not of a job. */
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(1);
    /** Where to ask is looked up only so often. */
    private static final int LOOK_UP_EVERY = 8;

    private static final int REST_PORT = 8081;

    private final ClusterApi cluster;
    private final String deployment;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Thread thread;
    private volatile boolean closed;
    private volatile long lastYes;
    private volatile long longestGap;

    JobPulse(ClusterApi cluster, String deployment) {
        this.cluster = cluster;
        this.deployment = deployment;
        thread = new Thread(this::run, "job-pulse");
        thread.setDaemon(true);
        thread.start();
    }

    Duration longestGap() {
        return Duration.ofNanos(longestGap);
    }

    void awaitRunning(Duration limit) throws InterruptedException {
        for (long end = System.nanoTime() + limit.toNanos(); lastYes == 0; Thread.sleep(EVERY.toMillis())) {
            requireBefore(end);
        }
    }

    /** Until the job was away and runs again. */
    void awaitGap(Duration limit) throws InterruptedException {
        for (long end = System.nanoTime() + limit.toNanos();
                longestGap < SHORTEST_GAP.toNanos();
                Thread.sleep(EVERY.toMillis())) {
            requireBefore(end);
        }
    }

    private static void requireBefore(long end) {
        if (System.nanoTime() > end) {
            throw new IllegalStateException("The job did not do as expected in time");
        }
    }

    private void run() {
        Optional<String> address = Optional.empty();
        try {
            for (int turn = 0; !closed; turn++) {
                if (address.isEmpty() || turn % LOOK_UP_EVERY == 0) {
                    address = address();
                }
                if (address.isPresent() && runs(address.get())) {
                    long now = System.nanoTime();
                    if (lastYes != 0) {
                        longestGap = Math.max(longestGap, now - lastYes);
                    }
                    lastYes = now;
                }
                Thread.sleep(EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> address() {
        return cluster.list("v1", "Pod", BenchCluster.NAMESPACE, "app=" + deployment + ",component=jobmanager").stream()
                .filter(pod -> pod.textAt("/metadata/deletionTimestamp").isEmpty())
                .flatMap(pod -> pod.textAt("/status/podIP").stream())
                .findFirst();
    }

    private boolean runs(String address) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://" + address + ":" + REST_PORT + "/jobs/overview"))
                    .timeout(REST_LIMIT)
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode job = Json.read(answer.body()).at("/jobs/0");
            int tasks = job.at("/tasks/total").asInt();
            return job.path("state").asText().equals("RUNNING")
                    && tasks > 0
                    && job.at("/tasks/running").asInt() == tasks;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
