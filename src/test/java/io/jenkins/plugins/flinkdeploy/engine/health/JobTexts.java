package io.jenkins.plugins.flinkdeploy.engine.health;

import io.jenkins.plugins.flinkdeploy.engine.health.CauseTexts.Said;
import java.util.List;

/** What Flink, the JVM, Python and SQL say of a job. */
final class JobTexts {
    private static final String LOG = "log of pod orders-main-6c9f-x2k4p";
    private static final String JOB = "job exception";
    private static final String STATUS = "status.error";

    private JobTexts() {}

    static List<Said> state() {
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

    static List<Said> program() {
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

    static List<Said> languages() {
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
}
