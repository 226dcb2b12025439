package io.jenkins.plugins.flinkdeploy.localcluster;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The loopback addresses {@code 127.77.x.*} of one cluster. A socket that listens on the first of them is the claim: the kernel
 * gives it back in whatever way its owner ends.
 */
final class LoopbackRange implements AutoCloseable {
    private static final int CLAIM_PORT = 7077;
    private static final int LAST = 254;

    private final ServerSocket claim;
    private final String prefix;

    private LoopbackRange(ServerSocket claim, String prefix) {
        this.claim = claim;
        this.prefix = prefix;
    }

    /**
     * Claims the first range that no other cluster of this machine has.
     *
     * @throws UserException when there is none, for instance because the machine has only the one address 127.0.0.1
     */
    static LoopbackRange claim() {
        IOException last = null;
        for (int x = 1; x <= LAST; x++) {
            String prefix = "127.77." + x + ".";
            try {
                ServerSocket socket = new ServerSocket();
                try {
                    socket.bind(new InetSocketAddress(InetAddress.getByName(prefix + "1"), CLAIM_PORT));
                    return new LoopbackRange(socket, prefix);
                } catch (IOException e) {
                    socket.close();
                    last = e;
                }
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UserException(
                "No loopback addresses 127.77.x.* are free for the pods of a local cluster: " + last + ".",
                "Nothing was started.",
                "Stop local clusters that are no longer needed. The local cluster runs on Linux, where all of 127.0.0.0/8 is loopback.",
                last);
    }

    /** The first three numbers with their dots, for instance {@code 127.77.3.}. */
    String prefix() {
        return prefix;
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
