package io.jenkins.plugins.flinkdeploy.engine.health;

import java.util.List;

/** What Kubernetes, the operator, Flink and the JVM say, and the cause that it tells. */
final class CauseTexts {
    /**
     * A text.
     *
     * @param cause the cause that it tells
     * @param code what was found before anybody looked for the cause
     * @param source who says it
     */
    record Said(String cause, FindingCode code, String source, String text) {
        @Override
        public String toString() {
            return cause + ": " + text;
        }
    }

    private static final String ABOUT_POD = "event on Pod orders-main-6c9f-x2k4p";
    private static final String POD = "pod orders-main-6c9f-x2k4p";
    private static final String LOG = "log of pod orders-main-6c9f-x2k4p";
    private static final String JOB = "job exception";
    private static final String STATUS = "status.error";

    private CauseTexts() {}

    static List<Said> all() {
        return java.util.stream.Stream.of(kubernetes(), memory(), state(), program(), languages(), services())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Said> kubernetes() {
        return List.of(
                new Said(
                        "image not found",
                        FindingCode.IMAGE_PULL,
                        POD,
                        "ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image"
                                + " \"docker.io/library/flink:9.9\": failed to resolve reference \"docker.io/library/flink:9.9\":"
                                + " docker.io/library/flink:9.9: not found"),
                new Said(
                        "image not found",
                        FindingCode.IMAGE_PULL,
                        ABOUT_POD,
                        "Failed: Failed to pull image \"r/o:1\": manifest unknown"),
                new Said(
                        "image pull denied",
                        FindingCode.IMAGE_PULL,
                        POD,
                        "ErrImagePull: failed to pull and unpack image \"registry.example.com/orders:1\": failed to resolve reference:"
                                + " failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized"),
                new Said(
                        "image pull denied",
                        FindingCode.IMAGE_PULL,
                        POD,
                        "ErrImagePull: pull access denied for orders, repository does not exist or may require authorization"),
                new Said(
                        "registry unreachable",
                        FindingCode.IMAGE_PULL,
                        POD,
                        "ErrImagePull: failed to do request: Head \"https://registry.local/v2/orders/manifests/1\": dial tcp:"
                                + " lookup registry.local: no such host"),
                new Said(
                        "registry unreachable",
                        FindingCode.IMAGE_PULL,
                        POD,
                        "ErrImagePull: failed to do request: Head \"https://10.0.0.9:5000/v2/o/manifests/1\": http: server gave HTTP"
                                + " response to HTTPS client"),
                new Said(
                        "image name invalid",
                        FindingCode.IMAGE_PULL,
                        POD,
                        "InvalidImageName: Failed to apply default image tag \"Orders:1\": couldn't parse image name \"Orders:1\":"
                                + " invalid reference format"),
                new Said(
                        "image for another platform",
                        FindingCode.IMAGE_PULL,
                        POD,
                        "ErrImagePull: failed to pull and unpack image \"r/o:1\": no match for platform in manifest: not found"),
                new Said(
                        "image for another platform",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "exec /docker-entrypoint.sh: exec format error"),
                new Said(
                        "no room on the nodes",
                        FindingCode.UNSCHEDULABLE,
                        POD,
                        "Unschedulable: 0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available"),
                new Said(
                        "no node with the label",
                        FindingCode.UNSCHEDULABLE,
                        POD,
                        "Unschedulable: 0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector."),
                new Said(
                        "nodes are tainted",
                        FindingCode.UNSCHEDULABLE,
                        POD,
                        "Unschedulable: 0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: batch}."),
                new Said(
                        "volume not mounted",
                        FindingCode.UNSCHEDULABLE,
                        POD,
                        "Unschedulable: 0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims."),
                new Said(
                        "volume not mounted",
                        FindingCode.TIMEOUT,
                        ABOUT_POD,
                        "FailedScheduling: persistentvolumeclaim \"orders-data\" not found"),
                new Said(
                        "quota exceeded",
                        FindingCode.QUOTA,
                        "event on ReplicaSet orders-main-6c9f",
                        "FailedCreate: pods \"orders-main-6c9f-x2k4p\" is forbidden: exceeded quota: team, requested: memory=4Gi,"
                                + " used: memory=15Gi, limited: memory=16Gi"),
                new Said(
                        "limit range",
                        FindingCode.TIMEOUT,
                        "event on ReplicaSet orders-main-6c9f",
                        "FailedCreate: pods \"orders-main-6c9f-x2k4p\" is forbidden: maximum memory usage per Container is 2Gi, but"
                                + " limit is 4Gi"),
                new Said(
                        "config map or secret missing",
                        FindingCode.CONTAINER_CONFIG,
                        POD,
                        "CreateContainerConfigError: secret \"orders-db\" not found"),
                new Said(
                        "config map or secret missing",
                        FindingCode.CONTAINER_CONFIG,
                        POD,
                        "CreateContainerConfigError: configmap \"absent\" not found"),
                new Said(
                        "config map or secret missing",
                        FindingCode.CONTAINER_CONFIG,
                        POD,
                        "CreateContainerConfigError: couldn't find key password in Secret streaming/orders-db"),
                new Said(
                        "service account missing",
                        FindingCode.TIMEOUT,
                        "event on ReplicaSet orders-main-6c9f",
                        "FailedCreate: pods \"orders-main-6c9f-\" is forbidden: error looking up service account streaming/flink:"
                                + " serviceaccount \"flink\" not found"),
                new Said(
                        "webhook refused",
                        FindingCode.JOB_MANAGER_ERROR,
                        STATUS,
                        "Failure executing: POST at: https://10.0.0.1:443/apis/apps/v1/namespaces/streaming/deployments. Message:"
                                + " admission webhook \"policy.example.com\" denied the request: label team is required."),
                new Said(
                        "pod security",
                        FindingCode.TIMEOUT,
                        "event on ReplicaSet orders-main-6c9f",
                        "FailedCreate: pods \"orders-main-6c9f-x2k4p\" is forbidden: violates PodSecurity \"restricted:latest\":"
                                + " allowPrivilegeEscalation != false"),
                new Said("evicted", FindingCode.RESTARTING, POD, "ended: Evicted"),
                new Said(
                        "evicted",
                        FindingCode.RESTARTING,
                        ABOUT_POD,
                        "Evicted: The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi, available: 900Mi."),
                new Said(
                        "liveness probe failed",
                        FindingCode.CRASH_LOOP,
                        ABOUT_POD,
                        "Unhealthy: Liveness probe failed: HTTP probe failed with statuscode: 503"),
                new Said(
                        "container cannot be started",
                        FindingCode.CONTAINER_CONFIG,
                        POD,
                        "RunContainerError: failed to create containerd task: failed to create shim task: OCI runtime create failed:"
                                + " exec: \"start.sh\": executable file not found in $PATH: unknown"));
    }

    private static List<Said> memory() {
        return List.of(
                new Said(
                        "out of memory: metaspace",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "java.lang.OutOfMemoryError: Metaspace. The metaspace out-of-memory error has occurred."),
                new Said(
                        "out of memory: heap",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "java.lang.OutOfMemoryError: Java heap space"),
                new Said(
                        "out of memory: heap",
                        FindingCode.JOB_FAILED,
                        LOG,
                        "java.lang.OutOfMemoryError: GC overhead limit exceeded"),
                new Said(
                        "out of memory: direct",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "java.lang.OutOfMemoryError: Cannot reserve 16000000 bytes of direct buffer memory (allocated: 134217728,"
                                + " limit: 134217728)"),
                new Said(
                        "out of memory: direct",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "java.lang.OutOfMemoryError: Direct buffer memory"),
                new Said(
                        "out of memory: threads",
                        FindingCode.JOB_FAILED,
                        LOG,
                        "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource"
                                + " limits reached"),
                new Said("out of memory: container", FindingCode.OUT_OF_MEMORY, POD, "ended: OOMKilled, exit code 137"),
                new Said(
                        "out of memory: container",
                        FindingCode.RESTARTING,
                        JOB,
                        "org.apache.flink.runtime.resourcemanager.exceptions: Pod terminated, container termination statuses:"
                                + " [flink-main-container(exitCode=137, reason=OOMKilled, message=null)], pod status: Failed"),
                new Said("killed", FindingCode.CRASH_LOOP, POD, "ended: Error, exit code 137"),
                new Said(
                        "stack overflow",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "java.lang.StackOverflowError\n\tat org.example.A.a(A.java:1)"),
                new Said(
                        "network buffers",
                        FindingCode.RESTARTING,
                        JOB,
                        "java.io.IOException: Insufficient number of network buffers: required 33, but only 3 available."),
                new Said(
                        "memory configuration",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "org.apache.flink.configuration.IllegalConfigurationException: Sum of configured JVM Metaspace (256.000mb) and"
                                + " JVM Overhead (192.000mb) exceed configured Total Process Memory (300.000mb)."),
                new Said(
                        "managed memory",
                        FindingCode.RESTARTING,
                        JOB,
                        "org.apache.flink.runtime.memory.MemoryReservationException: Could not allocate 512 bytes, only 0 bytes are"
                                + " remaining."));
    }

    private static List<Said> state() {
        return List.of(
                new Said(
                        "state without an operator",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint file:/sp/1. Cannot map"
                                + " checkpoint/savepoint state for operator b71731f1c0df9c3076c4a455334d0ad6 to the new program,"
                                + " because the operator is not available in the new program. If you want to allow to skip this, you"
                                + " can set the --allowNonRestoredState option on the CLI."),
                new Said(
                        "state incompatible",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "org.apache.flink.util.StateMigrationException: The new state serializer (ValueSerializer@1) must not be"
                                + " incompatible with the old state serializer (ValueSerializer@2)."),
                new Said(
                        "state incompatible",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "java.io.InvalidClassException: org.example.Order; local class incompatible: stream classdesc"
                                + " serialVersionUID = 1, local class serialVersionUID = 2"),
                new Said(
                        "maximum parallelism changed",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "Failed to rollback to checkpoint/savepoint file:/sp/1. Max parallelism mismatch between checkpoint/savepoint"
                                + " state and new program. Cannot map operator cbc357cc with max parallelism 128 to new program with"
                                + " max parallelism 64."),
                new Said(
                        "parallelism above maximum",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "Vertex Counter's parallelism (8) is higher than the max parallelism (4). Please lower the parallelism or"
                                + " increase the max parallelism."),
                new Said(
                        "state missing",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "java.io.FileNotFoundException: Cannot find checkpoint or savepoint file/directory 'file:/sp/gone' on file"
                                + " system 'file'."),
                new Said(
                        "HA metadata lost",
                        FindingCode.MANUAL_RESTORE_REQUIRED,
                        STATUS,
                        "JobManager deployment is missing and HA data is not available to make stateful upgrades. It is possible that"
                                + " the job has finished or terminally failed, or the configmaps have been deleted. Manual restore"
                                + " required."),
                new Said(
                        "file system plugin missing",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "org.apache.flink.core.fs.UnsupportedFileSystemSchemeException: Could not find a file system implementation"
                                + " for scheme 's3'. The scheme is directly supported by Flink through the following plugin(s):"
                                + " flink-s3-fs-hadoop, flink-s3-fs-presto."),
                new Said("no space left", FindingCode.RESTARTING, JOB, "java.io.IOException: No space left on device"),
                new Said(
                        "checkpoint storage denied",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "java.nio.file.AccessDeniedException: s3://bucket/checkpoints: getFileStatus on s3://bucket/checkpoints"),
                new Said(
                        "checkpoint storage denied",
                        FindingCode.JOB_FAILED,
                        LOG,
                        "java.io.IOException: Failed to create directory for shared state: file:/flink-data/checkpoints"),
                new Said(
                        "checkpoint storage missing",
                        FindingCode.JOB_FAILED,
                        LOG,
                        "com.amazonaws.services.s3.model.AmazonS3Exception: The specified bucket does not exist (Service: Amazon S3;"
                                + " Status Code: 404; Error Code: NoSuchBucket)"),
                new Said(
                        "savepoint failed",
                        FindingCode.TIMEOUT,
                        "event on FlinkDeployment orders-main",
                        "SavepointError: Savepoint failed for savepointTriggerNonce: 4"),
                new Said(
                        "savepoint failed",
                        FindingCode.TIMEOUT,
                        LOG,
                        "java.util.concurrent.CompletionException: org.apache.flink.util.FlinkException: Stop-with-savepoint failed."),
                new Said(
                        "checkpoints fail",
                        FindingCode.RESTARTING,
                        JOB,
                        "org.apache.flink.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold. The latest"
                                + " checkpoint failed due to Checkpoint expired before completing."));
    }

    private static List<Said> program() {
        return List.of(
                new Said(
                        "main class not found",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "org.apache.flink.client.program.ProgramInvocationException: The program's entry point class"
                                + " 'com.example.Job' was not found in the jar file.\nCaused by: java.lang.ClassNotFoundException:"
                                + " com.example.Job"),
                new Said(
                        "main class not found",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "Neither a 'Main-Class', nor a 'program-class' entry was found in the jar file."),
                new Said(
                        "no job in the program",
                        FindingCode.JOB_FAILED,
                        LOG,
                        "org.apache.flink.client.deployment.application.ApplicationExecutionException: The application contains no"
                                + " execute() calls."),
                new Said(
                        "class missing",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "Caused by: java.lang.ClassNotFoundException: org.apache.kafka.clients.consumer.ConsumerRecord"),
                new Said(
                        "dependency conflict",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "java.lang.NoSuchMethodError: 'void com.google.common.base.Preconditions.checkState(boolean)'"),
                new Said(
                        "dependency conflict",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "java.lang.ClassCastException: class org.example.A cannot be cast to class org.example.A (org.example.A is in"
                                + " unnamed module of loader org.apache.flink.util.ChildFirstClassLoader @1)"),
                new Said(
                        "wrong Java version",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "Exception in thread \"main\" java.lang.UnsupportedClassVersionError: org/example/Job has been compiled by a"
                                + " more recent version of the Java Runtime (class file version 65.0), this version of the Java"
                                + " Runtime only recognizes class file versions up to 61.0"),
                new Said(
                        "Java module closed",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "java.lang.reflect.InaccessibleObjectException: Unable to make field private final java.lang.Object[]"
                                + " java.util.Arrays$ArrayList.a accessible: module java.base does not \"opens java.util\" to unnamed"
                                + " module @1"),
                new Said(
                        "job jar not found",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "java.io.FileNotFoundException: JAR file does not exist: /opt/flink/usrlib/orders.jar"),
                new Said(
                        "connector missing",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "org.apache.flink.table.api.ValidationException: Could not find any factory for identifier 'kafka' that"
                                + " implements 'org.apache.flink.table.factories.DynamicTableFactory' in the classpath."),
                new Said(
                        "not serializable",
                        FindingCode.JOB_FAILED,
                        LOG,
                        "org.apache.flink.api.common.InvalidProgramException: org.example.Client@4 is not serializable."),
                new Said(
                        "error in the job's code",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy\n"
                                + "Caused by: java.lang.NumberFormatException: For input string: \"x\"\n"
                                + "\tat java.base/java.lang.Long.parseLong(Long.java:692)\n"
                                + "\tat org.example.Job.rate(Job.java:40)"));
    }

    private static List<Said> languages() {
        return List.of(
                new Said(
                        "Python missing",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "java.io.IOException: Cannot run program \"python3\": error=2, No such file or directory"),
                new Said(
                        "PyFlink missing",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "ModuleNotFoundError: No module named 'pyflink'"),
                new Said(
                        "Python module missing",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "ModuleNotFoundError: No module named 'requests'"),
                new Said(
                        "Python script missing",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "python: can't open file '/opt/flink/usrlib/job.py': [Errno 2] No such file or directory"),
                new Said("error in the Python job", FindingCode.CRASH_LOOP, LOG, "KeyError: 'amount'"),
                new Said(
                        "SQL cannot be parsed",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "org.apache.flink.table.api.SqlParserException: SQL parse failed. Encountered \"FORM\" at line 1, column 10."),
                new Said(
                        "table not found",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "org.apache.flink.table.api.ValidationException: SQL validation failed. From line 1, column 15 to line 1,"
                                + " column 20: Object 'orders' not found"),
                new Said(
                        "SQL is not valid",
                        FindingCode.JOB_FAILED,
                        JOB,
                        "org.apache.flink.table.api.ValidationException: SQL validation failed. From line 1, column 8 to line 1,"
                                + " column 10: Column 'amt' not found in any table"));
    }

    private static List<Said> services() {
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
