package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

/** Chooses the registry of a local cluster. */
public final class Registries {
    private Registries() {}

    /**
     * Starts {@code docker-registry} where it is installed, so that images meet the registry they meet elsewhere too, and the
     * embedded one otherwise.
     *
     * @param directory where it keeps its images
     * @param port 0 for any free one
     * @param embedded take the embedded one in any case
     */
    public static ImageRegistry start(Path directory, int port, boolean embedded) throws IOException {
        Optional<Path> program = embedded ? Optional.empty() : DistributionRegistry.program();
        if (program.isPresent()) {
            return DistributionRegistry.start(program.get(), directory, port == 0 ? freePort() : port);
        }
        EmbeddedRegistry registry = EmbeddedRegistry.start(directory, port);
        return new ImageRegistry() {
            @Override
            public String address() {
                return registry.address();
            }

            @Override
            public void close() {
                registry.close();
            }
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
