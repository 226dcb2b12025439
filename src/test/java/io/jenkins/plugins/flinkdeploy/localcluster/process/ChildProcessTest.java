package io.jenkins.plugins.flinkdeploy.localcluster.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ChildProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void the_exit_code_is_the_commands_and_its_output_is_in_the_log() throws Exception {
        Path log = log();
        try (ChildProcess child = start(log, "echo out; echo err >&2; exit 7")) {
            assertThat(child.waitFor(LIMIT)).hasValue(7);
        }
        assertThat(Files.readString(log)).isEqualTo("out\nerr\n");
    }

    @Test
    public void a_command_that_does_not_exist_ends_with_127() throws Exception {
        ProcessSpec spec = new ProcessSpec(List.of("/no/such/program"), Map.of(), root(), log());
        try (ChildProcess child = ChildProcess.start(spec)) {
            assertThat(child.waitFor(LIMIT)).hasValue(127);
        }
    }

    @Test
    public void a_signal_reaches_the_command_which_may_answer_it() throws Exception {
        Path log = log();
        try (ChildProcess child = start(log, "trap 'exit 5' TERM; echo ready; while :; do sleep 0.1; done")) {
            await().atMost(LIMIT)
                    .until(() -> Files.exists(log) && Files.readString(log).contains("ready"));
            assertThat(child.stop(LIMIT)).isEqualTo(5);
        }
    }

    @Test
    public void a_command_that_ignores_the_request_to_end_is_killed_after_the_grace_period() throws Exception {
        Path log = log();
        try (ChildProcess child = start(log, "trap '' TERM; echo ready; while :; do sleep 0.1; done")) {
            await().atMost(LIMIT)
                    .until(() -> Files.exists(log) && Files.readString(log).contains("ready"));
            assertThat(child.stop(Duration.ofMillis(300))).isEqualTo(128 + 9);
        }
    }

    @Test
    public void what_the_command_left_running_ends_with_it() throws Exception {
        Path pid = root().resolve("left.pid");
        try (ChildProcess child = start(log(), "sleep 1000 & echo $! > " + pid)) {
            child.waitFor(LIMIT);
        }
        await().atMost(LIMIT).until(() -> !isAlive(pid));
    }

    @Test
    public void nothing_survives_an_owner_that_is_killed() throws Exception {
        Path pid = root().resolve("orphan.pid");
        Process owner = startOwner(pid);

        owner.destroyForcibly();

        assertThat(owner.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(owner.exitValue()).isEqualTo(128 + 9);
        await().atMost(LIMIT).until(() -> !isAlive(pid));
    }

    @Test
    public void nothing_survives_when_the_owner_is_told_to_end_together_with_all_that_is_in_its_process_group()
            throws Exception {
        Path pid = root().resolve("group.pid");
        Process owner = startOwner(pid);

        int killed = new ProcessBuilder("/bin/sh", "-c", "kill -s TERM -- -" + owner.pid())
                .start()
                .waitFor();

        assertThat(killed).isZero();
        assertThat(owner.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        await().atMost(LIMIT).until(() -> !isAlive(pid));
    }

    /** In a process group of its own, as a shell starts it, and with a child that runs when this returns. */
    private Process startOwner(Path pid) throws IOException {
        Process owner = new ProcessBuilder(
                        "setsid",
                        Jvm.java(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        root().toString(),
                        pid.toString())
                .redirectErrorStream(true)
                .redirectOutput(temporary.newFile())
                .start();
        await().atMost(LIMIT)
                .until(() -> Files.exists(pid) && !Files.readString(pid).isBlank());
        assertThat(isAlive(pid)).isTrue();
        return owner;
    }

    private ChildProcess start(Path log, String script) throws IOException {
        return ChildProcess.start(
                new ProcessSpec(List.of("/bin/sh", "-c", script), Map.of("PATH", System.getenv("PATH")), root(), log));
    }

    private static boolean isAlive(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        // A zombie whom nobody has asked about yet has ended all the same.
        Path status = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return !Files.readString(status).replaceAll(".*\\) ", "").startsWith("Z");
        } catch (IOException e) {
            return false;
        }
    }

    private Path root() {
        return temporary.getRoot().toPath();
    }

    private Path log() {
        return root().resolve("log").resolve("output.log");
    }

    /** Starts a child that ignores SIGTERM and then waits for its own end. */
    public static final class Owner {
        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            ChildProcess.start(new ProcessSpec(
                    List.of(
                            "/bin/sh",
                            "-c",
                            "trap '' TERM; echo $$ > " + arguments[1] + "; while :; do sleep 0.1; done"),
                    Map.of("PATH", System.getenv("PATH")),
                    directory,
                    directory.resolve("owner").resolve("output.log")));
            Thread.sleep(Duration.ofMinutes(10).toMillis());
        }
    }
}
