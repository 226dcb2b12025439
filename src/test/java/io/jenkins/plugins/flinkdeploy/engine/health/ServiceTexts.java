package io.jenkins.plugins.flinkdeploy.engine.health;

import io.jenkins.plugins.flinkdeploy.engine.health.CauseTexts.Said;
import java.util.List;

/** What Flink, the operator and clients of other systems say. */
final class ServiceTexts {
    private static final String LOG = "log of pod orders-main-6c9f-x2k4p";
    private static final String JOB = "job exception";
    private static final String STATUS = "status.error";

    private ServiceTexts() {}

    static List<Said> services() {
        return List.of(
                new Said(
                        "Kafka unreachable",
                        FindingCode.RESTARTING,
                        JOB,
                        "org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: describeTopics"),
                new Said(
                        "Kafka unreachable",
                        FindingCode.RESTARTING,
                        JOB,
                        "org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers"),
                new Said(
                        "Kafka refuses the credentials",
                        FindingCode.RESTARTING,
                        JOB,
                        "org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [orders]"),
                new Said(
                        "Kafka refuses the credentials",
                        FindingCode.RESTARTING,
                        JOB,
                        "org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed: credentials for user"
                                + " could not be verified"),
                new Said(
                        "Kafka topic unknown",
                        FindingCode.RESTARTING,
                        JOB,
                        "java.lang.RuntimeException: Failed to get metadata for topics [orders].\nCaused by:"
                                + " org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this"
                                + " topic-partition."),
                new Said(
                        "name not resolved",
                        FindingCode.RESTARTING,
                        JOB,
                        "java.net.UnknownHostException: orders-db.shop.svc: Name or service not known"),
                new Said(
                        "certificate not trusted",
                        FindingCode.RESTARTING,
                        JOB,
                        "javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to"
                                + " requested target"),
                new Said(
                        "port in use",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "java.net.BindException: Could not start rest endpoint on any port in port range 8081"),
                new Said(
                        "service unreachable",
                        FindingCode.RESTARTING,
                        JOB,
                        "java.net.ConnectException: Connection refused"),
                new Said(
                        "rights of Flink missing",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "io.fabric8.kubernetes.client.KubernetesClientException: pods is forbidden: User"
                                + " \"system:serviceaccount:streaming:default\" cannot create resource \"pods\" in API group \"\" in the"
                                + " namespace \"streaming\""),
                new Said(
                        "rights of the operator missing",
                        FindingCode.JOB_MANAGER_ERROR,
                        STATUS,
                        "Failure executing: POST. Message: deployments.apps is forbidden: User"
                                + " \"system:serviceaccount:flink:flink-operator\" cannot create resource \"deployments\" in API group"
                                + " \"apps\" in the namespace \"streaming\"."),
                new Said(
                        "job submitted twice",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "org.apache.flink.runtime.client.DuplicateJobSubmissionException: Job has already been submitted."),
                new Said(
                        "cluster exists already",
                        FindingCode.JOB_MANAGER_ERROR,
                        STATUS,
                        "org.apache.flink.client.deployment.ClusterDeploymentException: Could not create Kubernetes cluster \"orders\"."),
                new Said(
                        "not enough slots",
                        FindingCode.RESTARTING,
                        JOB,
                        "org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException: Could not acquire the minimum"
                                + " required resources."),
                new Said(
                        "task manager lost",
                        FindingCode.RESTARTING,
                        JOB,
                        "java.util.concurrent.TimeoutException: Heartbeat of TaskManager with id orders-taskmanager-1-1 timed out."),
                new Said(
                        "task manager lost",
                        FindingCode.RESTARTING,
                        JOB,
                        "org.apache.flink.runtime.jobmaster.JobMasterException: TaskManager with id orders-taskmanager-1-1 is no longer"
                                + " reachable."),
                new Said(
                        "invalid configuration",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "java.lang.IllegalArgumentException: Could not parse value 'soon' for key 'execution.checkpointing.interval'."),
                new Said(
                        "Flink version not supported",
                        FindingCode.UNSUPPORTED_VERSION,
                        "event on FlinkDeployment orders-main",
                        "UnsupportedFlinkVersion: Flink version v2_5 is not supported by this operator version"),
                new Said(
                        "session cluster missing",
                        FindingCode.SPEC_REJECTED,
                        "event on FlinkSessionJob guest",
                        "ValidationError: Can not submit session job to application cluster"),
                new Said(
                        "specification refused",
                        FindingCode.SPEC_REJECTED,
                        "event on FlinkDeployment orders-main",
                        "ValidationError: Job parallelism must be larger than 0"));
    }
}
