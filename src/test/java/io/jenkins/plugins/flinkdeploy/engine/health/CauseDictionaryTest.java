package io.jenkins.plugins.flinkdeploy.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** What Flink, the operator and Kubernetes say, and what it is taken for. */
@RunWith(Parameterized.class)
public class CauseDictionaryTest {
    private final String cause;
    private final FindingCode code;
    private final String said;

    public CauseDictionaryTest(String cause, FindingCode code, String said) {
        this.cause = cause;
        this.code = code;
        this.said = said;
    }

    @Parameterized.Parameters(name = "{0}: {2}")
    public static List<Object[]> rows() {
        return Arrays.asList(new Object[][] {
            {
                "state incompatible",
                FindingCode.JOB_FAILED,
                "java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint file:/sp/1. Cannot map"
                        + " checkpoint/savepoint state for operator 20ba6b65 to the new program, because the operator is not"
                        + " available in the new program."
            },
            {
                "state incompatible",
                FindingCode.JOB_FAILED,
                "org.apache.flink.util.StateMigrationException: The new state serializer (ValueSerializer@1) must not be"
                        + " incompatible with the old state serializer (ValueSerializer@2)."
            },
            {
                "main class not found",
                FindingCode.CRASH_LOOP,
                "org.apache.flink.client.program.ProgramInvocationException: The program's entry point class"
                        + " 'com.example.Job' was not found in the jar file."
            },
            {
                "main class not found",
                FindingCode.CRASH_LOOP,
                "Neither a 'Main-Class', nor a 'program-class' entry was found in the jar file."
            },
            {
                "class missing",
                FindingCode.JOB_FAILED,
                "Caused by: java.lang.ClassNotFoundException: org.apache.kafka.clients.consumer.ConsumerRecord"
            },
            {"class missing", FindingCode.JOB_FAILED, "java.lang.NoSuchMethodError: 'void com.example.Util.go()'"},
            {
                "job jar not found",
                FindingCode.CRASH_LOOP,
                "java.io.FileNotFoundException: JAR file does not exist: /opt/flink/usrlib/orders.jar"
            },
            {
                "image not found",
                FindingCode.IMAGE_PULL,
                "Pod orders-main-1: ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image"
                        + " \"docker.io/library/flink:9.9\": failed to resolve reference: docker.io/library/flink:9.9: not found"
            },
            {"image not found", FindingCode.IMAGE_PULL, "Failed to pull image \"r/o:1\": manifest unknown"},
            {
                "image pull denied",
                FindingCode.IMAGE_PULL,
                "Failed to pull image \"registry.example.com/orders:1\": rpc error: code = Unknown desc = failed to authorize:"
                        + " failed to fetch anonymous token: unexpected status: 401 Unauthorized"
            },
            {
                "out of memory: metaspace",
                FindingCode.JOB_FAILED,
                "java.lang.OutOfMemoryError: Metaspace. The metaspace out-of-memory error has occurred."
            },
            {"out of memory: heap", FindingCode.JOB_FAILED, "java.lang.OutOfMemoryError: Java heap space"},
            {"out of memory: container", FindingCode.OUT_OF_MEMORY, "ended: OOMKilled, exit code 137"},
            {
                "checkpoint storage denied",
                FindingCode.JOB_FAILED,
                "java.nio.file.AccessDeniedException: s3://bucket/checkpoints: getFileStatus on s3://bucket/checkpoints"
            },
            {
                "checkpoint storage denied",
                FindingCode.JOB_FAILED,
                "java.io.IOException: Failed to create directory for shared state: file:/flink-data/checkpoints (Permission denied)"
            },
            {
                "unschedulable",
                FindingCode.UNSCHEDULABLE,
                "0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available"
            },
            {
                "unschedulable",
                FindingCode.UNSCHEDULABLE,
                "0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: batch}."
            },
            {
                "quota exceeded",
                FindingCode.QUOTA,
                "pods \"orders-main-1\" is forbidden: exceeded quota: team, requested: memory=4Gi, used: memory=15Gi"
            },
            {
                "config map or secret missing",
                FindingCode.CONTAINER_CONFIG,
                "CreateContainerConfigError: secret \"orders-db\" not found"
            },
            {
                "config map or secret missing",
                FindingCode.CONTAINER_CONFIG,
                "couldn't find key password in Secret streaming/orders-db"
            },
            {
                "specification refused",
                FindingCode.SPEC_REJECTED,
                "ValidationError: Job parallelism must be larger than 0"
            },
            {
                "error in the job",
                FindingCode.JOB_FAILED,
                "org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy\n"
                        + "Caused by: java.lang.NumberFormatException: For input string: \"x\""
            },
            {
                "manual restore required",
                FindingCode.MANUAL_RESTORE_REQUIRED,
                "JobManager deployment is missing and HA data is not available to make stateful upgrades. It is possible that"
                        + " the job has finished or terminally failed, or the configmaps have been deleted. Manual restore required."
            },
            {
                "Flink version not supported",
                FindingCode.UNSUPPORTED_VERSION,
                "Flink version v1_12 is not supported by this operator version"
            },
            {"took too long", FindingCode.TIMEOUT, "Not healthy after 10 min 00 s; last seen: job CREATED."},
            {"crash loop", FindingCode.CRASH_LOOP, "Pod orders-main-1 crashed 3 times (Error, exit code 1)."},
        });
    }

    @Test
    public void the_cause_is_named() {
        Diagnosis diagnosis = CauseDictionary.diagnose(
                new Finding(code, "Something is wrong."),
                List.of(new Evidence("log", "all is well"), new Evidence("event", said)));
        assertThat(diagnosis.cause()).isEqualTo(cause);
        assertThat(diagnosis.suggestion()).isNotBlank();
        if (!List.of("manual restore required", "Flink version not supported", "took too long", "crash loop")
                .contains(cause)) {
            assertThat(diagnosis.evidence().get(0).text())
                    .as("the most telling comes first")
                    .isEqualTo(said);
        }
    }
}
