package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import io.jenkins.plugins.flinkdeploy.localcluster.process.ChildProcess;
import io.jenkins.plugins.flinkdeploy.localcluster.process.ProcessSpec;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Programs;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The CNCF distribution registry as Debian packages it ({@code docker-registry}), as a child process. */
final class DistributionRegistry implements ImageRegistry {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final ChildProcess process;
    private final String address;

    private DistributionRegistry(ChildProcess process, String address) {
        this.process = process;
        this.address = address;
    }

    /** The program, where it is installed. */
    static Optional<Path> program() {
        return Programs.find("docker-registry");
    }

    static DistributionRegistry start(Path program, Path directory, int port) throws IOException {
        Files.createDirectories(directory);
        String address = "127.0.0.1:" + port;
        Path config = directory.resolve("config.yml");
        Files.writeString(
                config,
                String.join(
                        System.lineSeparator(),
                        "version: 0.1",
                        "log: {level: warn, accesslog: {disabled: true}}",
                        "storage:",
                        "  filesystem: {rootdirectory: '" + directory.resolve("storage") + "'}",
                        "  delete: {enabled: true}",
                        "http: {addr: '" + address + "'}"));
        ChildProcess process = ChildProcess.start(new ProcessSpec(
                List.of(program.toString(), "serve", config.toString()),
                Map.of("HOME", directory.toString(), "OTEL_TRACES_EXPORTER", "none"),
                directory,
                directory.resolve("registry.log")));
        DistributionRegistry registry = new DistributionRegistry(process, address);
        try {
            registry.awaitAnswer(directory.resolve("registry.log"));
        } catch (IOException e) {
            registry.close();
            throw e;
        }
        return registry;
    }

    private void awaitAnswer(Path log) throws IOException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                throw new IOException("The registry on " + address + " did not start; its log is " + log);
            }
            pause();
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + address + "/v2/").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            // Not listening yet.
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the registry started", e);
        }
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(2));
    }
}
