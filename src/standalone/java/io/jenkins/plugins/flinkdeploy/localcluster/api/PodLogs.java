package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.io.IOException;
import java.io.InputStream;

/** Where the logs of containers come from: the node that runs them. */
@FunctionalInterface
public interface PodLogs {
    /**
     * Opens a log. With {@link PodLogRequest#follow()} reading blocks until there is more and ends when the container has ended; the
     * API server closes the stream, from another thread than the one that reads, when the client leaves.
     *
     * @throws IOException when there is no such log (yet); its message reaches the client with a 400
     */
    InputStream open(PodLogRequest request) throws IOException;
}
