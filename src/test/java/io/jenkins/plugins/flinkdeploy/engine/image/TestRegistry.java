package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.awaitility.Awaitility.await;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.EmbeddedRegistry;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.Assume;

/** A registry that a test talks to over HTTP. */
interface TestRegistry extends AutoCloseable {
    String address();

    @Override
    void close();

    enum Kind {
        EMBEDDED {
            @Override
            TestRegistry start(Path storage, int port) throws IOException {
                EmbeddedRegistry registry = EmbeddedRegistry.start(storage, port);
                return new Started(registry.address(), registry::close);
            }
        },
        DEBIAN {
            @Override
            TestRegistry start(Path storage, int wanted) throws IOException {
                return debian(storage, wanted == 0 ? freePort() : wanted, "", "");
            }
        };

        /** On a port that is free, or was a moment ago. */
        TestRegistry start(Path storage) throws IOException {
            return start(storage, 0);
        }

        /** Over what it has stored before, or over an empty directory. */
        abstract TestRegistry start(Path storage, int port) throws IOException;

        static TestRegistry debian(Path storage, int port, String http, String more) throws IOException {
            Optional<Path> program = onPath("docker-registry");
            Assume.assumeTrue("docker-registry is not installed", program.isPresent());
            String address = "127.0.0.1:" + port;
            Path configuration = storage.resolve("config.yml");
            Files.writeString(
                    configuration,
                    "version: 0.1\nstorage: {filesystem: {rootdirectory: " + storage + "}}\nhttp: {addr: '" + address
                            + "'" + http + "}\n" + more);
            Process process = new ProcessBuilder(program.orElseThrow().toString(), "serve", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(storage.resolve("log").toFile())
                    .start();
            await().atMost(Duration.ofMinutes(1)).until(() -> accepts(port));
            return new Started(address, () -> {
                process.destroyForcibly();
                process.onExit().join();
            });
        }

        static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }

        private static Optional<Path> onPath(String program) {
            return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(directory -> Path.of(directory, program))
                    .filter(Files::isExecutable)
                    .findFirst();
        }

        private static boolean accepts(int port) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    record Started(String address, Runnable program) implements TestRegistry {
        @Override
        public void close() {
            program.run();
        }
    }

    /**
     * Debian's registry with TLS and a password file.
     *
     * @param htpasswd one line with a user and the bcrypt digest of a password
     */
    static TestRegistry guarded(Path storage, TestTrust trust, String htpasswd) throws IOException {
        Path passwords = Files.writeString(storage.resolve("htpasswd"), htpasswd + "\n");
        return Kind.debian(
                storage,
                Kind.freePort(),
                ", tls: {certificate: " + trust.certificate() + ", key: " + trust.key() + "}",
                "auth: {htpasswd: {realm: test, path: " + passwords + "}}\n");
    }

    /** Pushes a small image to build on and returns its digest. */
    static String pushBase(String reference, Path scratch) throws Exception {
        Path file = Files.writeString(scratch.resolve("flink"), "not really Flink");
        return Jib.fromScratch()
                .setFileEntriesLayers(List.of(FileEntriesLayer.builder()
                        .setName("flink")
                        .addEntry(file, AbsoluteUnixPath.get("/opt/flink/flink"))
                        .build()))
                .containerize(Containerizer.to(RegistryImage.named(reference))
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(scratch.resolve("base"))
                        .setApplicationLayersCache(scratch.resolve("application")))
                .getDigest()
                .toString();
    }
}
