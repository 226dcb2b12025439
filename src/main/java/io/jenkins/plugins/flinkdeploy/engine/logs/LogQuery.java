package io.jenkins.plugins.flinkdeploy.engine.logs;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Which lines of a cluster's logs are wanted.
 *
 * @param namespace the cluster's namespace
 * @param cluster name of the FlinkDeployment
 * @param component {@code jobmanager} or {@code taskmanager}; empty for both
 * @param since only lines from then on
 * @param tail only so many lines from the end of each pod's log
 * @param previous the logs of the containers before their last restart
 * @param grep only lines in which this is found
 */
public record LogQuery(
        String namespace,
        String cluster,
        Optional<String> component,
        Optional<Instant> since,
        OptionalInt tail,
        boolean previous,
        Optional<Pattern> grep) {

    LogQuery withoutTail() {
        return new LogQuery(namespace, cluster, component, since, OptionalInt.empty(), previous, grep);
    }

    boolean wants(LogLine line) {
        return since.filter(line.at()::isBefore).isEmpty()
                && grep.filter(pattern -> !pattern.matcher(line.text()).find()).isEmpty();
    }
}
