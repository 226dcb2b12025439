package io.jenkins.plugins.flinkdeploy.standalone.bench;

import io.jenkins.plugins.flinkdeploy.localcluster.registry.EmbeddedRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A registry on this machine: docker-registry where that is installed, else the local cluster's. */
record BenchRegistry(String name, int port, Runnable stop) implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int POLL_MILLIS = 50;

    static BenchRegistry start(Path storage) throws IOException, InterruptedException {
        Files.createDirectories(storage);
        Optional<Path> program = Programs.onPath("docker-registry");
        if (program.isEmpty()) {
            EmbeddedRegistry registry = EmbeddedRegistry.start(storage, 0);
            int port = Integer.parseInt(registry.address().replaceFirst(".*:", ""));
            return new BenchRegistry("embedded", port, registry::close);
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path configuration = storage.resolve("config.yml");
        Files.writeString(
                configuration,
                "version: 0.1\nstorage: {filesystem: {rootdirectory: " + storage + "}}\nhttp: {addr: '127.0.0.1:" + port
                        + "'}\n");
        Process process = new ProcessBuilder(program.get().toString(), "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(storage.resolve("log").toFile())
                .start();
        awaitPort(port);
        return new BenchRegistry("docker-registry", port, process::destroyForcibly);
    }

    private static void awaitPort(int port) throws IOException, InterruptedException {
        for (int waited = 0; waited < PATIENCE_MILLIS; waited += POLL_MILLIS) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(POLL_MILLIS);
            }
        }
        throw new IOException("docker-registry did not start");
    }

    @Override
    public void close() {
        stop.run();
    }
}
