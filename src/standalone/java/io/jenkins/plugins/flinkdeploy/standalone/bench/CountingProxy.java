package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a registry on this machine and counts the bytes that clients send to it, whatever tool sends them. */
final class CountingProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final AtomicLong sent = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "counting-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final ServerSocket server;
    private final int target;

    CountingProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    long sentBytes() {
        return sent.get();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                threads.execute(() -> pump(client, upstream, sent));
                threads.execute(() -> pump(upstream, client, new AtomicLong()));
            }
        } catch (IOException closed) {
            threads.shutdownNow();
        }
    }

    private static void pump(Socket from, Socket to, AtomicLong counter) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                counter.addAndGet(read);
            }
        } catch (IOException oneSideHungUp) {
            // The other side learns of it because both sockets are closed.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
