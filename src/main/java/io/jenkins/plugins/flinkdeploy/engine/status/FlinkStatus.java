package io.jenkins.plugins.flinkdeploy.engine.status;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the JobManager says about the cluster as a whole; everything is empty when it does not answer.
 *
 * @param version for instance {@code 1.20.1}
 * @param revision the commit that Flink was built from
 * @param taskManagers registered task managers
 * @param slots slots of all of them
 */
public record FlinkStatus(
        Optional<String> version,
        Optional<String> revision,
        OptionalInt taskManagers,
        OptionalInt slots,
        OptionalInt freeSlots) {
    static final FlinkStatus SILENT = new FlinkStatus(
            Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
}
