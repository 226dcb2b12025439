package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ToolProcessTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Test
    public void what_a_program_writes_is_passed_on_and_its_end_is_told() throws Exception {
        ToolProcess.Ended ended =
                tool(Map.of("NAME", "flink")).run(List.of("sh", "-c", "echo one $NAME; pwd >&2; exit 3"));

        assertThat(ended.status()).isEqualTo(3);
        assertThat(lines)
                .containsExactly(
                        "one flink", folder.getRoot().toPath().toRealPath().toString());
        assertThat(ended.tail()).isEqualTo(lines);
    }

    @Test
    public void an_interrupted_build_ends_the_program_and_what_it_started() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread build = new Thread(() -> {
            try {
                tool(Map.of()).run(List.of("sh", "-c", "sleep 600 & echo $!; echo $$; wait"));
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        build.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> lines.size() == 2);

        build.interrupt();
        build.join(Duration.ofMinutes(1).toMillis());

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        lines.stream().map(Long::valueOf).flatMap(id -> ProcessHandle.of(id).stream()))
                .noneMatch(ProcessHandle::isAlive));
    }

    private ToolProcess tool(Map<String, String> environment) {
        return new ToolProcess(folder.getRoot().toPath(), environment, lines::add);
    }
}
