package io.jenkins.plugins.flinkdeploy.localcluster;

import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Jvm;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Programs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A local cluster as a process of its own, which lives on when the command that started it has ended. */
public final class DetachedCluster {
    private static final Duration START_LIMIT = Duration.ofMinutes(15);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 50;

    private DetachedCluster() {}

    /**
     * Starts a cluster and returns when it is ready; one that runs already is left as it is.
     *
     * @param directory the cluster's directory
     * @param progress told in one line each what is being done
     * @throws UserException when the cluster does not start; nothing is left running then
     */
    public static LocalClusterStatus up(Path directory, Consumer<String> progress) {
        Optional<LocalClusterStatus> running = status(directory);
        if (running.isPresent()) {
            return running.get();
        }
        DaemonFiles files = new DaemonFiles(directory);
        try {
            Files.createDirectories(files.directory());
            Files.deleteIfExists(files.state());
            Files.deleteIfExists(files.progress());
            Process daemon = new ProcessBuilder(command(files))
                    .directory(files.directory().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                    .start();
            return new DaemonStart(files, daemon, progress).await(START_LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stops the cluster and returns when none of its processes is left.
     *
     * @return whether there was one
     */
    public static boolean down(Path directory) {
        DaemonFiles files = new DaemonFiles(directory);
        Optional<ProcessHandle> process = recorded(files).flatMap(DetachedCluster::process);
        try {
            process.ifPresent(DetachedCluster::end);
            Files.deleteIfExists(files.state());
            return process.isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cluster of this directory, empty when none runs. */
    public static Optional<LocalClusterStatus> status(Path directory) {
        return recorded(new DaemonFiles(directory))
                .filter(state -> process(state).isPresent());
    }

    private static Optional<LocalClusterStatus> recorded(DaemonFiles files) {
        try {
            return Optional.of(Json.read(Files.readString(files.state()), LocalClusterStatus.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recorded process, unless it has ended and its number went to another one. */
    private static Optional<ProcessHandle> process(LocalClusterStatus state) {
        return ProcessHandle.of(state.pid())
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().startInstant().orElse(Instant.EPOCH).equals(state.started()));
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(DaemonFiles files) {
        List<String> command = new ArrayList<>();
        // Away from the terminal, whose interrupt is meant for the command alone.
        Programs.find("setsid").ifPresent(program -> command.add(program.toString()));
        command.add(Jvm.java());
        command.addAll(Jvm.SMALL);
        command.addAll(List.of("-Xmx256m", "-classpath", System.getProperty("java.class.path")));
        command.addAll(
                List.of(LocalClusterDaemon.class.getName(), files.directory().toString()));
        return command;
    }

    /** Watches a daemon until it is ready. */
    private record DaemonStart(DaemonFiles files, Process daemon, Consumer<String> progress) {

        LocalClusterStatus await(Duration time) throws IOException {
            Instant limit = Instant.now().plus(time);
            int told = 0;
            while (true) {
                boolean alive = daemon.isAlive();
                List<String> lines = files.progressLines();
                lines.subList(told, lines.size()).forEach(progress);
                told = lines.size();
                Optional<LocalClusterStatus> state = recorded(files);
                if (state.isPresent()) {
                    return state.get();
                }
                if (!alive || Instant.now().isAfter(limit)) {
                    daemon.destroy();
                    throw failure();
                }
                pause();
            }
        }

        private UserException failure() throws IOException {
            return new UserException(
                    "The local cluster did not start: " + files.failure().orElse("its process ended without a word")
                            + ".",
                    "Nothing is left running.",
                    "Its log is " + files.log() + ".");
        }

        private void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                daemon.destroy();
                throw new UserException(
                        "The start of the local cluster was interrupted.", "Nothing is left running.", "", e);
            }
        }
    }
}
