package io.jenkins.plugins.flinkdeploy.engine.health;

import io.jenkins.plugins.flinkdeploy.engine.health.CauseTexts.Said;
import java.util.List;

/** What Kubernetes says of pods, and what tells of their memory. */
final class ClusterTexts {
    private static final String ABOUT_POD = "event on Pod orders-main-6c9f-x2k4p";
    private static final String POD = "pod orders-main-6c9f-x2k4p";
    private static final String LOG = "log of pod orders-main-6c9f-x2k4p";
    private static final String JOB = "job exception";
    private static final String STATUS = "status.error";

    private ClusterTexts() {}

    static List<Said> kubernetes() {
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

    static List<Said> memory() {
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
                new Said(
                        "Java options refused",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "Unrecognized VM option 'UseConcMarkSweepGC'\nError: Could not create the Java Virtual Machine."),
                new Said(
                        "Java options refused",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "Error occurred during initialization of VM\n"
                                + "Initial heap size set to a larger value than the maximum heap size"),
                new Said(
                        "Java options refused",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "Error opening zip file or JAR manifest missing : /opt/agent.jar\n"
                                + "Error occurred during initialization of VM\nagent library failed to init: instrument"),
                new Said(
                        "no memory for the JVM",
                        FindingCode.CRASH_LOOP,
                        LOG,
                        "OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory(0x00007f1094000000, 858993459200, 0) failed;"
                                + " error='Not enough space' (errno=12)\n"
                                + "# There is insufficient memory for the Java Runtime Environment to continue."),
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
                        "memory configuration",
                        FindingCode.JOB_FAILED,
                        STATUS,
                        "The operator cannot start the job: TaskManager memory configuration failed: Sum of configured JVM Metaspace"
                                + " (256.000mb (268435456 bytes)) and JVM Overhead (192.000mb (201326592 bytes)) exceed configured Total"
                                + " Process Memory (128.000mb (134217728 bytes))."),
                new Said(
                        "managed memory",
                        FindingCode.RESTARTING,
                        JOB,
                        "org.apache.flink.runtime.memory.MemoryReservationException: Could not allocate 512 bytes, only 0 bytes are"
                                + " remaining."));
    }
}
