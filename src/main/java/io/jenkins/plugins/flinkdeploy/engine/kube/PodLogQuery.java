package io.jenkins.plugins.flinkdeploy.engine.kube;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which part of which container's log is wanted.
 *
 * @param since only what was written at or after this time; the API server takes whole seconds, so a little more may come
 * @param tail only so many lines from the end
 * @param previous the log of the container before its last restart
 * @param follow the stream goes on until the container ends
 */
public record PodLogQuery(
        String namespace,
        String pod,
        String container,
        Optional<Instant> since,
        OptionalInt tail,
        boolean previous,
        boolean follow) {}
