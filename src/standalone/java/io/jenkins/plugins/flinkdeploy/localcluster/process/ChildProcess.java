package io.jenkins.plugins.flinkdeploy.localcluster.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A process that is killed when this one ends, even by SIGKILL: a small shell stands between the two, reads a pipe that only
 * this process holds open, and kills its child at the end of the pipe. Exit codes of killed processes are 128 + signal.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ChildProcess.class.getName());
    private static final String WATCHDOG = watchdog();

    private final Process shell;
    private final Path pidFile;
    private final CompletableFuture<Integer> exit;

    private ChildProcess(Process shell, Path pidFile) {
        this.shell = shell;
        this.pidFile = pidFile;
        this.exit = shell.onExit().thenApply(Process::exitValue);
    }

    /**
     * Starts a command.
     *
     * @throws IOException when the log or the process cannot be made; a command that does not exist exits with 127 instead
     */
    public static ChildProcess start(ProcessSpec spec) throws IOException {
        Files.createDirectories(Paths.parent(spec.log().toAbsolutePath()));
        Path pidFile = Files.createTempFile(Paths.parent(spec.log().toAbsolutePath()), ".pid", "");
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", WATCHDOG, "watchdog", pidFile.toString()));
        line.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(spec.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        ChildProcess child = new ChildProcess(builder.start(), pidFile);
        child.exit.whenComplete((code, failure) -> child.removePidFile());
        return child;
    }

    /** Completes with the exit code when the process has ended. */
    public CompletableFuture<Integer> exit() {
        return exit.copy();
    }

    public boolean isAlive() {
        return shell.isAlive();
    }

    /** The exit code, empty while the process runs. */
    public OptionalInt exitCode() {
        // Asked of the process itself: the future completes a moment later, and by then a success was taken for a kill.
        return shell.isAlive() ? OptionalInt.empty() : OptionalInt.of(shell.exitValue());
    }

    /** The process id of the command itself, empty in its first moments and after its end. */
    public OptionalLong pid() {
        try {
            String text = Files.readString(pidFile).strip();
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Sends a signal such as {@code TERM} to the command and what it started; nothing happens when it has ended. */
    public void signal(String name) {
        try {
            OutputStream pipe = shell.getOutputStream();
            pipe.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            // The pipe is closed because the process has ended.
            exit.isDone();
        }
    }

    /**
     * SIGTERM, then SIGKILL when the process has not ended after the grace period.
     *
     * @return the exit code
     */
    public int stop(Duration grace) {
        signal("TERM");
        return await(grace).orElseGet(this::kill);
    }

    /** SIGKILL; returns when the process is gone. */
    public int kill() {
        signal("KILL");
        return await(Duration.ofSeconds(5)).orElseGet(() -> {
            closePipe();
            shell.destroyForcibly();
            return 137;
        });
    }

    private void closePipe() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // Closed already, which is all that is wanted.
            exit.isDone();
        }
    }

    /** Waits for the end; empty when it did not come in time or the thread was interrupted (which stays set). */
    public OptionalInt waitFor(Duration limit) {
        return await(limit).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private Optional<Integer> await(Duration limit) {
        try {
            return Optional.of(exit.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    private void removePidFile() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A file with a process id was not removed", e);
        }
    }

    private static String watchdog() {
        try (InputStream script = ChildProcess.class.getResourceAsStream("watchdog.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
