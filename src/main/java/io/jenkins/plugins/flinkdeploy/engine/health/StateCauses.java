package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Cause.named;

import java.util.List;

/** State: what is restored, written and where. Patterns after messages of Flink 1.13 to 2.x and of the operator. */
final class StateCauses {
    private StateCauses() {}

    static List<Cause> all() {
        return List.of(
                named(
                                "HA metadata lost",
                                "The operator lost the job's high-availability metadata and will not guess which state to use.",
                                "Find the newest savepoint or checkpoint in the state directories, and deploy once with it as"
                                        + " the savepoint to restore from.")
                        .by("(?:HA metadata|HA data) is not available|[Mm]anual restore required"
                                + "|configmaps have been deleted"),
                named(
                                "state without an operator",
                                "The savepoint holds state of an operator ({1|its id was said}) that the new version of the job"
                                        + " does not have: its uid changed, or it was removed.",
                                "Give every stateful operator a fixed uid(…), the one it had; or, when its state may be dropped,"
                                        + " set allowNonRestoredState for one deployment.")
                        .by("[Cc]annot map checkpoint/savepoint state for operator (\\w+)|non-restored state"),
                named(
                                "maximum parallelism changed",
                                "The maximum parallelism of an operator is another than in the state, which cannot be undone.",
                                "Set pipeline.max-parallelism to what the job had when its state was written ({1|see what was said}).")
                        .by("Max parallelism mismatch between checkpoint/savepoint state"
                                + "|maximum parallelism \\((\\d+)\\) with which the latest checkpoint"),
                named(
                                "parallelism above maximum",
                                "The parallelism is higher than the maximum parallelism{1|}.",
                                "Lower the job's parallelism, or raise pipeline.max-parallelism (which a job with state cannot).")
                        .by("parallelism \\(\\d+\\) is higher than the max parallelism( \\(\\d+\\))"
                                + "|[Pp]arallelism \\S+ is not smaller or equal to max parallelism"
                                + "|parallelism should be smaller than or equal to vertex's max parallelism"),
                named(
                                "state incompatible",
                                "The new version of the job cannot read the state of the old one: the type of a state changed"
                                        + " in a way that its serializer cannot follow.",
                                "Keep the types of states (or change them as their serializer allows), or give the changed state"
                                        + " a new name; to drop the old state, deploy once stateless.")
                        .by("StateMigrationException|new (?:state|key|namespace) serializer|must not be incompatible"
                                + "|InvalidClassException: ([\\w.$]+)"),
                named(
                                "state missing",
                                "The savepoint or checkpoint to restore from is not there{1|}.",
                                "Check its path and that the job's service account may read it; checkpoints of cancelled jobs are"
                                        + " deleted unless externalized-checkpoint-retention keeps them.")
                        .by("Cannot find (?:meta data file|checkpoint or savepoint file/directory)( '[^']+')"
                                + "|FileNotFoundException: [^\\n]*(?:chk-|savepoint|_metadata)"
                                + "|NoSuchFileException: [^\\n]*(?:chk-|savepoint|_metadata)"),
                named(
                                "file system plugin missing",
                                "Flink cannot use {1|this} paths: the plugin for that file system is not in the image.",
                                "Add the plugin to the image (a directory of its own below /opt/flink/plugins) or set"
                                        + " ENABLE_BUILT_IN_PLUGINS in the pod template.")
                        .by("Could not find a file system implementation for scheme '([^']+)'"),
                named(
                                "no space left",
                                "A disk is full.",
                                "Free or enlarge the volume that holds checkpoints, or the local directories of the task managers.")
                        .by("No space left on device|DiskFull|Disk quota exceeded"),
                named(
                                "checkpoint storage denied",
                                "The job may not write to its checkpoint or savepoint directory.",
                                "Give the job's service account access to the directories under 'state'.")
                        .by(
                                "(?i)(?:AccessDenied|Access Denied|Permission denied|Forbidden|InvalidAccessKeyId|SignatureDoesNotMatch)"
                                        + "[^\\n]*(?:checkpoint|savepoint|s3|gs:|abfs|hdfs|file|blob|/ha)"
                                        + "|(?:checkpoint|savepoint)[^\\n]*(?:AccessDenied|Access Denied|Permission denied)"
                                        + "|NoCredentialsException|NoAwsCredentialsException|Unable to load (?:AWS )?credentials"
                                        + "|Failed to create (?:savepoint directory|directory for shared state)|Mkdirs failed to create"),
                named(
                                "checkpoint storage missing",
                                "The bucket or container of the checkpoint directory does not exist ({1|see what was said}).",
                                "Create it, or correct the directories under 'state'.")
                        .by("NoSuchBucket|The specified bucket does not exist|bucket does not exist: ([\\w.-]+)"
                                + "|ContainerNotFound"),
                named(
                                "savepoint failed",
                                "The savepoint with which the old version was to stop did not come about.",
                                "Look whether checkpoints of the running job complete in time (back pressure, size of state), then"
                                        + " deploy again; execution.checkpointing.timeout gives them longer.")
                        .by(
                                "Stop-with-savepoint failed|Could not (?:stop with|trigger|take|complete) (?:a )?[Ss]avepoint"
                                        + "|SavepointError|savepoint[^\\n]*(?:timed out|TimeoutException)|Stopping with savepoint[^\\n]*failed"
                                        + "|StopWithSavepointStoppingException"),
                named(
                                "checkpoints fail",
                                "The job runs, but its checkpoints do not complete.",
                                "Look at the job's back pressure and at the size of its state; execution.checkpointing.timeout gives"
                                        + " them longer.")
                        .by("Exceeded checkpoint tolerable failure threshold|Checkpoint expired before completing"
                                + "|checkpoint \\d+ of job \\w+ expired before completing"));
    }
}
