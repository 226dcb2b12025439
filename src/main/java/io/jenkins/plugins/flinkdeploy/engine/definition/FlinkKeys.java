package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Names of Flink's and the operator's configuration keys that the engine sets or checks. */
public final class FlinkKeys {
    public static final String HIGH_AVAILABILITY = "high-availability.type";
    /** Name of the same key up to Flink 1.16. */
    public static final String OLD_HIGH_AVAILABILITY = "high-availability";

    /** The mode that switches it off. */
    public static final String NO_HIGH_AVAILABILITY = "none";

    public static final String HIGH_AVAILABILITY_DIRECTORY = "high-availability.storageDir";
    public static final String CHECKPOINT_INTERVAL = "execution.checkpointing.interval";
    public static final String TASK_SLOTS = "taskmanager.numberOfTaskSlots";
    public static final String KEPT_SAVEPOINTS = "kubernetes.operator.savepoint.history.max.count";
    public static final String SAVEPOINT_AGE = "kubernetes.operator.savepoint.history.max.age";
    public static final String LAST_STATE_FALLBACK = "kubernetes.operator.job.upgrade.last-state-fallback.enabled";
    public static final String OPERATOR_ROLLBACK = "kubernetes.operator.deployment.rollback.enabled";

    private static final String SAVEPOINTS_1 = "state.savepoints.dir";
    private static final String SAVEPOINTS_2 = "execution.checkpointing.savepoint-dir";
    private static final String CHECKPOINTS_1 = "state.checkpoints.dir";
    private static final String CHECKPOINTS_2 = "execution.checkpointing.dir";

    /** Keys that the operator sets from the resource's own name and namespace and refuses in a configuration. */
    static final List<String> FORBIDDEN =
            List.of("kubernetes.namespace", "kubernetes.cluster-id", "high-availability.cluster-id");

    /** Both names of a directory; either is understood by current Flink. */
    static final List<String> SAVEPOINTS = List.of(SAVEPOINTS_1, SAVEPOINTS_2);

    static final List<String> CHECKPOINTS = List.of(CHECKPOINTS_1, CHECKPOINTS_2);

    static final List<String> HIGH_AVAILABILITIES = List.of(HIGH_AVAILABILITY, OLD_HIGH_AVAILABILITY);

    private FlinkKeys() {}

    public static String savepoints(FlinkVersion version) {
        return version.isTwo() ? SAVEPOINTS_2 : SAVEPOINTS_1;
    }

    public static String checkpoints(FlinkVersion version) {
        return version.isTwo() ? CHECKPOINTS_2 : CHECKPOINTS_1;
    }

    /** The directory for checkpoints under whichever of its names it is configured. */
    public static Optional<String> checkpointsIn(Map<String, String> conf) {
        return CHECKPOINTS.stream().map(conf::get).filter(Objects::nonNull).findFirst();
    }

    /** The high availability mode under whichever of its names it is configured. */
    public static Optional<String> highAvailabilityIn(Map<String, String> conf) {
        return HIGH_AVAILABILITIES.stream()
                .map(conf::get)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
