package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.time.Duration;
import java.util.Optional;

/**
 * Which part of which container's log someone wants.
 *
 * @param container never empty: the pod's only container, or its default one, where the client named none
 * @param tailLines only so many lines from the end; absent for all
 * @param since only what was written within this time; absent for all
 * @param previous the log of the container before its last restart
 * @param follow the stream goes on until the container ends
 * @param timestamps each line starts with its time, RFC 3339
 */
public record PodLogRequest(
        String namespace,
        String pod,
        String container,
        Optional<Integer> tailLines,
        Optional<Duration> since,
        boolean previous,
        boolean follow,
        boolean timestamps) {}
