package io.jenkins.plugins.flinkdeploy.localcluster;

import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The process of a detached cluster; {@link DetachedCluster} starts and ends it. */
public final class LocalClusterDaemon {
    private static final Logger LOGGER = Logger.getLogger(LocalClusterDaemon.class.getName());

    private LocalClusterDaemon() {}

    /**
     * Runs a cluster until this process is told to end.
     *
     * @param arguments the cluster's directory
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DaemonFiles files = new DaemonFiles(Path.of(arguments[0]));
        LocalCluster cluster;
        try {
            cluster = LocalCluster.start(
                    LocalClusterOptions.in(files.directory()).withProgress(line -> tell(files, line)));
        } catch (RuntimeException e) {
            LOGGER.log(Level.SEVERE, "The cluster did not start", e);
            files.tellFailure(String.valueOf(e.getMessage()));
            Runtime.getRuntime().halt(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "cluster-end"));
        files.writeState(Json.writePretty(cluster.status()));
        new CountDownLatch(1).await();
    }

    private static void tell(DaemonFiles files, String line) {
        try {
            files.tell(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
