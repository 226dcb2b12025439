package io.jenkins.plugins.flinkdeploy.localcluster.operator;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.localcluster.process.ChildProcess;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Jvm;
import io.jenkins.plugins.flinkdeploy.localcluster.process.ProcessSpec;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operator, which can be killed and started again to see what becomes of a deployment meanwhile. */
public final class OperatorProcess implements AutoCloseable {
    private static final String MAIN = "org.apache.flink.kubernetes.operator.FlinkOperator";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_GRACE = Duration.ofSeconds(3);
    private static final List<String> CONTROLLERS =
            List.of("'flinkdeploymentcontroller' controller started", "'flinksessionjobcontroller' controller started");

    private final OperatorSpec spec;
    private ChildProcess process;

    public OperatorProcess(OperatorSpec spec) {
        this.spec = spec;
    }

    /**
     * Starts the operator and returns when it watches its resources; nothing happens when it runs already.
     *
     * @throws UserException when it ends instead, with the end of its log
     */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            long logged = Files.exists(log()) ? Files.size(log()) : 0;
            ChildProcess started =
                    ChildProcess.start(new ProcessSpec(command(), environment(), spec.directory(), log()));
            process = started;
            awaitControllers(started, logged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the operator as a crash would; the jobs run on. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Ends the operator in an orderly way. */
    public synchronized void stop() {
        if (process != null && process.isAlive()) {
            process.stop(STOP_GRACE);
        }
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** What all runs of the operator have logged. */
    public Path log() {
        return spec.directory().resolve("operator.log");
    }

    @Override
    public void close() {
        stop();
    }

    private List<String> command() throws IOException {
        Path conf = OperatorConfiguration.write(spec.directory().resolve("conf"), spec.configuration());
        List<String> command = new ArrayList<>(List.of(Jvm.java()));
        command.addAll(Jvm.SMALL);
        command.addAll(Jvm.TRUSTED);
        command.add("-Xmx" + spec.heapMegabytes() + "m");
        command.addAll(JavaModules.options());
        command.add("-Djdk.net.hosts.file=" + spec.hosts());
        command.add("-Dsun.net.inetaddr.ttl=0");
        command.add("-Dsun.net.inetaddr.negative.ttl=0");
        command.add(
                "-Djava.io.tmpdir=" + Files.createDirectories(spec.directory().resolve("tmp")));
        command.add("-Dlog4j2.configurationFile=" + conf.resolve("log4j-operator.properties"));
        command.add("-Dlog4j.configurationFile=" + conf.resolve("log4j-operator.properties"));
        command.add("-classpath");
        command.add(spec.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN);
        return command;
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
                "HOME", spec.directory().toString(),
                "LANG", "C.UTF-8",
                "KUBECONFIG", spec.kubeconfig().toString(),
                "FLINK_CONF_DIR", spec.directory().resolve("conf").toString(),
                "OPERATOR_NAMESPACE", spec.namespace(),
                "OPERATOR_NAME", "flink-kubernetes-operator",
                // Without it the operator takes itself for a developer's and looks for every job on localhost.
                "KUBERNETES_SERVICE_HOST", "127.0.0.1");
    }

    private void awaitControllers(ChildProcess started, long logged) throws IOException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!hasStarted(logged)) {
            if (!started.isAlive() || Instant.now().isAfter(limit)) {
                started.close();
                throw new UserException(
                        "The Flink operator did not start on the local cluster. The end of its log:\n" + tail() + "\n",
                        "No job was started.",
                        "The whole log is " + log() + ".");
            }
            started.waitFor(Duration.ofMillis(50));
        }
    }

    private boolean hasStarted(long logged) throws IOException {
        if (!Files.exists(log())) {
            return false;
        }
        byte[] all = Files.readAllBytes(log());
        String text = new String(
                all,
                (int) Math.min(logged, all.length),
                (int) Math.max(0, all.length - logged),
                StandardCharsets.UTF_8);
        return CONTROLLERS.stream().allMatch(text::contains);
    }

    private String tail() throws IOException {
        try (Stream<String> lines = Files.lines(log())) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
        }
    }
}
