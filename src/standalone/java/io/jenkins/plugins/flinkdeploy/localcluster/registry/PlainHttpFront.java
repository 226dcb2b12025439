package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Stands before the HTTP server and turns clients away that speak TLS. Image tools try TLS first and fall back to plain
 * HTTP when it fails; the Java HTTP server would leave them waiting for the end of a request line that never comes.
 */
final class PlainHttpFront implements Closeable {
    private static final Logger LOG = Logger.getLogger(PlainHttpFront.class.getName());
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int FAREWELL_MILLIS = 1000;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] REFUSAL =
            ("HTTP/1.0 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"
                            + "This registry speaks plain HTTP.\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private PlainHttpFront(ServerSocket listener, InetSocketAddress server, ExecutorService threads) {
        this.listener = listener;
        this.server = server;
        this.threads = threads;
    }

    static PlainHttpFront start(InetAddress address, int port, InetSocketAddress server, ExecutorService threads)
            throws IOException {
        PlainHttpFront front = new PlainHttpFront(new ServerSocket(port, 0, address), server, threads);
        threads.execute(front::accept);
        return front;
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.log(Level.WARNING, "a connection to the registry could not be accepted", e);
                }
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket client = opened(accepted)) {
            int first = client.getInputStream().read();
            if (first == TLS_HANDSHAKE) {
                refuse(client);
            } else if (first >= 0) {
                connect(client, first);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "a client of the registry went away", e);
        } finally {
            open.remove(accepted);
        }
    }

    private void connect(Socket client, int first) throws IOException {
        Socket inner = new Socket(server.getAddress(), server.getPort());
        try (Socket upstream = opened(inner)) {
            threads.execute(() -> answer(upstream, client));
            upstream.getOutputStream().write(first);
            copy(client, upstream);
        } finally {
            open.remove(inner);
        }
    }

    /** The server ends a connection, not the client: so both sides are closed when its answers end. */
    private static void answer(Socket upstream, Socket client) {
        try (upstream;
                client) {
            copy(upstream, client);
        } catch (IOException e) {
            LOG.log(Level.FINE, "a client of the registry went away", e);
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
    }

    /** Reads on for a moment: closing with unread input would reset the connection before the client sees the answer. */
    private static void refuse(Socket client) throws IOException {
        client.setSoTimeout(FAREWELL_MILLIS);
        client.getOutputStream().write(REFUSAL);
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private Socket opened(Socket socket) throws SocketException {
        open.add(socket);
        socket.setTcpNoDelay(true);
        return socket;
    }
}
