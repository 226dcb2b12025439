package io.jenkins.plugins.flinkdeploy.engine.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.kube.Answers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class ClusterLogsTest {
    @Rule
    public final Answers answers = new Answers();

    private final List<String> notes = new ArrayList<>();

    @Before
    public void pods() {
        answers.pods(pod("jm", "jobmanager") + "," + pod("tm", "taskmanager"))
                .log(
                        "jm",
                        """
                        2026-03-01T12:00:00.100Z starting
                        2026-03-01T12:00:02.100Z job failed
                        \tat org.example.Counter
                        """)
                .log(
                        "tm",
                        """
                        2026-03-01T12:00:01.000Z registered
                        2026-03-01T12:00:03.000Z done
                        """);
    }

    @Test
    public void lines_of_all_pods_come_in_the_order_of_their_times_and_a_stack_trace_stays_whole() {
        assertThat(read(all()))
                .containsExactly(
                        "jm starting", "tm registered", "jm job failed", "jm \tat org.example.Counter", "tm done");
    }

    @Test
    public void only_the_wanted_component_time_and_text_is_told() {
        assertThat(read(new LogQuery(
                        "streaming",
                        "orders-main",
                        Optional.of("taskmanager"),
                        Optional.empty(),
                        OptionalInt.empty(),
                        false,
                        Optional.empty())))
                .containsExactly("tm registered", "tm done");
        assertThat(read(new LogQuery(
                        "streaming",
                        "orders-main",
                        Optional.empty(),
                        Optional.of(Instant.parse("2026-03-01T12:00:01.500Z")),
                        OptionalInt.empty(),
                        false,
                        Optional.of(Pattern.compile("job|done")))))
                .containsExactly("jm job failed", "tm done");
    }

    @Test
    public void a_pod_without_a_log_is_noted_and_the_others_are_read() {
        answers.fails(
                "/api/v1/namespaces/streaming/pods/jm/log", 400, "container is waiting to start: ContainerCreating");

        assertThat(read(all())).containsExactly("tm registered", "tm done");
        assertThat(notes)
                .singleElement()
                .asString()
                .contains("no log of pod jm")
                .contains("ContainerCreating");
    }

    private static LogQuery all() {
        return new LogQuery(
                "streaming",
                "orders-main",
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                Optional.empty());
    }

    private List<String> read(LogQuery query) {
        List<String> lines = new ArrayList<>();
        new ClusterLogs(answers.cluster(), notes::add).read(query, line -> lines.add(line.pod() + " " + line.text()));
        return lines;
    }

    private static String pod(String name, String component) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"streaming\",\"labels\":{\"app\":\"orders-main\",\"component\":\"%s\"}}}"
                .formatted(name, component);
    }
}
