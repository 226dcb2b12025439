package io.jenkins.plugins.flinkdeploy.engine.health;

/** What operators write into {@code status.error}. */
final class OperatorTexts {
    static final String REFUSED = "{\"type\":\"org.apache.flink.kubernetes.operator.exception.ValidationException\","
            + "\"message\":\"Job parallelism must be larger than 0\",\"additionalMetadata\":{},\"throwableList\":[]}";
    static final String NULL_POINTER =
            "{\"type\":\"org.apache.flink.kubernetes.operator.exception.ReconciliationException\","
                    + "\"message\":\"java.lang.NullPointerException: Cannot invoke Object.toString()\",\"throwableList\":"
                    + "[{\"type\":\"java.lang.NullPointerException\",\"message\":\"Cannot invoke Object.toString()\"}]}";
    static final String NO_METADATA =
            "{\"type\":\"org.apache.flink.kubernetes.operator.exception.RecoveryFailureException\","
                    + "\"message\":\"JobManager deployment is missing and HA data is not available to make stateful upgrades. It is"
                    + " possible that the job has finished or terminally failed, or the configmaps have been deleted. Manual restore"
                    + " required.\"}";

    private OperatorTexts() {}
}
