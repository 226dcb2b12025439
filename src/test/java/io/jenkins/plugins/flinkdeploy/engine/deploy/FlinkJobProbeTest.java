package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Which questions a JobManager is asked, and which follow from the answers to others. */
public class FlinkJobProbeTest {
    private static final String PROXY = "/api/v1/namespaces/streaming/services/orders-rest:rest/proxy";
    private static final String JOBS = "/jobs/overview";
    private static final String CHECKPOINTS = "/jobs/j1/checkpoints";
    private static final String EXCEPTIONS = "/jobs/j1/exceptions?maxExceptions=20";
    private static final String RESTARTS = "/jobs/j1/metrics?get=numRestarts";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private ClusterApi cluster;
    private JobProbe probe;

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString().substring(PROXY.length());
            asked.add(path);
            byte[] body = answers.getOrDefault(path, "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers.containsKey(path) ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        cluster = ClusterConnection.of(
                        "http://127.0.0.1:" + server.getAddress().getPort(), Optional.empty(), Optional.empty(), false)
                .connect();
        probe = new FlinkJobProbe(cluster);
        answers.put(JOBS, jobs(3));
        answers.put(CHECKPOINTS, checkpoints(2));
        answers.put(EXCEPTIONS, "{\"exceptionHistory\": {\"entries\": []}}");
        answers.put(RESTARTS, "[{\"id\": \"numRestarts\", \"value\": \"4\"}]");
    }

    @After
    public void stop() {
        cluster.close();
        server.stop(0);
    }

    @Test
    public void a_completed_checkpoint_of_a_job_that_never_failed_proves_that_its_tasks_run() {
        assertThat(ask(Inquiry.STATE).orElseThrow().completedCheckpoints()).isEqualTo(2);
        assertThat(asked).containsExactly(CHECKPOINTS, EXCEPTIONS);
    }

    @Test
    public void without_a_checkpoint_the_tasks_are_counted() {
        answers.put(CHECKPOINTS, checkpoints(0));
        JobSample sample = ask(Inquiry.STATE).orElseThrow();
        assertThat(sample.runningTasks()).isEqualTo(3);
        assertThat(sample.allTasks()).isEqualTo(4);
        assertThat(asked).containsExactly(CHECKPOINTS, EXCEPTIONS, JOBS);
    }

    @Test
    public void after_a_failure_a_checkpoint_proves_nothing_and_restarts_are_counted() {
        answers.put(EXCEPTIONS, failed());
        JobSample sample = ask(Inquiry.STATE).orElseThrow();
        assertThat(sample.allTasks()).isEqualTo(4);
        assertThat(sample.restarts()).isEqualTo(4);
        assertThat(asked).containsExactly(CHECKPOINTS, EXCEPTIONS, JOBS, RESTARTS);
    }

    @Test
    public void a_job_without_state_is_asked_for_its_tasks_and_failures() {
        assertThat(ask(Inquiry.TASKS).orElseThrow().runningTasks()).isEqualTo(3);
        assertThat(asked).containsExactly(JOBS, EXCEPTIONS);
    }

    @Test
    public void tasks_that_have_done_their_work_are_not_waited_for() {
        answers.put(JOBS, jobs(3).replace("\"total\": 4", "\"finished\": 1, \"total\": 4"));
        JobSample sample = ask(Inquiry.TASKS).orElseThrow();
        assertThat(sample.runningTasks()).isEqualTo(sample.allTasks());
    }

    @Test
    public void failures_alone_are_one_question() {
        answers.put(EXCEPTIONS, failed());
        JobSample sample = ask(Inquiry.FAILURES).orElseThrow();
        assertThat(sample.restarts()).isEqualTo(1);
        assertThat(sample.newestException().orElseThrow()).contains("no more rows");
        assertThat(asked).containsExactly(EXCEPTIONS);
    }

    @Test
    public void half_an_answer_is_none() {
        answers.remove(EXCEPTIONS);
        for (Inquiry inquiry : List.of(Inquiry.FAILURES, Inquiry.TASKS, Inquiry.STATE, Inquiry.ALL)) {
            assertThat(ask(inquiry)).as(inquiry.name()).isEmpty();
        }
        answers.remove(JOBS);
        asked.clear();
        assertThat(ask(Inquiry.ALL)).isEmpty();
        assertThat(asked).as("who does not answer is not asked more").containsExactly(JOBS);
    }

    private Optional<JobSample> ask(Inquiry wanted) {
        return probe.sample("streaming", "orders", "j1", wanted);
    }

    private static String jobs(int running) {
        return "{\"jobs\": [{\"jid\": \"j1\", \"state\": \"RUNNING\", \"tasks\": {\"running\": " + running
                + ", \"total\": 4}}]}";
    }

    private static String checkpoints(int completed) {
        return "{\"counts\": {\"completed\": " + completed + ", \"failed\": 0}, \"latest\": {}}";
    }

    private static String failed() {
        return "{\"exceptionHistory\": {\"entries\": [{\"exceptionName\": \"java.lang.IllegalStateException\","
                + " \"stacktrace\": \"java.lang.IllegalStateException: no more rows\", \"timestamp\": 1767261800000}]}}";
    }
}
