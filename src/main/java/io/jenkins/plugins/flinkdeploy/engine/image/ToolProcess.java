package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs another program of this machine to its end, and ends it with all that it started when the build is ended. */
final class ToolProcess {
    /**
     * How a program ended.
     *
     * @param status its exit status
     * @param tail its last lines
     */
    record Ended(int status, List<String> tail) {
        boolean well() {
            return status == 0;
        }

        /** The last lines in one, for messages. */
        String lastWords() {
            return String.join("; ", tail.subList(Math.max(0, tail.size() - TOLD), tail.size()));
        }
    }

    private static final Logger LOG = Logger.getLogger(ToolProcess.class.getName());
    private static final int KEPT = 40;
    private static final int TOLD = 5;
    private static final long GRACE_SECONDS = 10;

    private final Path directory;
    private final Map<String, String> environment;
    private final Consumer<String> lines;

    /**
     * @param directory where it runs
     * @param environment variables added to those of this process
     * @param lines takes each line that the program writes
     */
    ToolProcess(Path directory, Map<String, String> environment, Consumer<String> lines) {
        this.directory = directory;
        this.environment = environment;
        this.lines = lines;
    }

    /**
     * @throws IOException when the program cannot be started
     * @throws InterruptedException when the thread is interrupted; the program and its children have been ended
     */
    Ended run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Deque<String> tail = new ArrayDeque<>();
        Thread reader = new Thread(() -> read(process, tail), "flink-deploy-image-tool");
        reader.setDaemon(true);
        try {
            process.getOutputStream().close();
            reader.start();
            int status = process.waitFor();
            // A child that was left behind may keep the output open.
            reader.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
            synchronized (tail) {
                return new Ended(status, List.copyOf(tail));
            }
        } finally {
            end(process);
        }
    }

    private void read(Process process, Deque<String> tail) {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (tail) {
                    tail.add(line);
                    if (tail.size() > KEPT) {
                        tail.remove();
                    }
                }
                lines.accept(line);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "The output of a program ended early", e);
        }
    }

    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> tree = process.descendants().toList();
        process.destroy();
        tree.forEach(ProcessHandle::destroy);
        boolean interrupted = false;
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        tree.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
