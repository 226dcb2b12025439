package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A container image registry for one machine: the parts of the OCI distribution specification that pushing and pulling an
 * image needs, over plain HTTP and on the loopback address only. What is pushed is kept on disk, so that it is there again
 * when a registry is started over the same directory.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedRegistry.class.getName());

    private final PlainHttpFront front;
    private final HttpServer server;
    private final ExecutorService threads;

    private EmbeddedRegistry(PlainHttpFront front, HttpServer server, ExecutorService threads) {
        this.front = front;
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts a registry.
     *
     * @param storage the directory that holds the images; made when it is not there
     * @param port the TCP port on 127.0.0.1, or 0 for any free one
     * @throws IOException when the port is taken or the directory cannot be written
     */
    public static EmbeddedRegistry start(Path storage, int port) throws IOException {
        RegistryHandler handler = new RegistryHandler(
                new BlobStore(storage), new RepositoryStore(storage.resolve("repositories")), new UploadStore(storage));
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "registry-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.createContext("/", handler);
        server.setExecutor(threads);
        server.start();
        try {
            PlainHttpFront front = PlainHttpFront.start(loopback, port, server.getAddress(), threads);
            return new EmbeddedRegistry(front, server, threads);
        } catch (IOException e) {
            stop(server, threads);
            throw e;
        }
    }

    /** Host and port as they stand in front of a repository's name: {@code 127.0.0.1:PORT}. */
    public String address() {
        return "127.0.0.1:" + front.port();
    }

    /** Stops serving; transfers that are under way are cut off. The images stay on disk. */
    @Override
    public void close() {
        try {
            front.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "the registry's port was not closed cleanly", e);
        }
        stop(server, threads);
    }

    private static void stop(HttpServer server, ExecutorService threads) {
        server.stop(0);
        threads.shutdownNow();
    }
}
