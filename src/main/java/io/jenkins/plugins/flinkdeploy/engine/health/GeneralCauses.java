package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Cause.named;

/** What a finding means when nothing more special is said about it. */
final class GeneralCauses {
    private static final String LOOK = "Look at the events and logs.";

    private GeneralCauses() {}

    static Cause of(FindingCode code) {
        return switch (code) {
            case SPEC_REJECTED ->
                named(
                        "specification refused, no reason given",
                        "The operator refuses the specification and keeps the job as it was.",
                        "Look at the log of the operator.");
            case UNSUPPORTED_VERSION ->
                named(
                        "Flink version refused",
                        "The installed operator does not know this Flink version and keeps the job as it was.",
                        "Use a version that the operator supports, or upgrade the operator.");
            case UPDATE_IGNORED ->
                named(
                        "update ignored",
                        "The job before has ended, and the operator looks in vain for the checkpoint to go on from; it takes"
                                + " up no change, and says nothing about it (FLINK-39043).",
                        "Name the savepoint or checkpoint to go on from, or deploy once stateless; operators after 1.15 mend it.");
            case ROLLED_BACK_BY_OPERATOR ->
                named(
                        "rolled back by the operator",
                        "The new version did not become stable in time, so the operator put the one before in its place.",
                        LOOK);
            case MANUAL_RESTORE_REQUIRED ->
                named(
                        "manual restore required",
                        "The operator will not guess which state the job shall go on from.",
                        "Deploy once with a savepoint to restore from.");
            case JOB_MANAGER_ERROR ->
                named("JobManager in error", "The JobManager does not come up: {1|see what was said}", LOOK);
            case IMAGE_PULL ->
                named(
                        "image cannot be pulled",
                        "The cluster cannot pull the image.",
                        "Check image.repository, and that the cluster reaches and may read that registry.");
            case CONTAINER_CONFIG ->
                named("container cannot be made", "Kubernetes cannot make a container of the pod.", LOOK);
            case CRASH_LOOP -> named("crash loop", "A container ends again and again.", "Read the log of the pod.");
            case OUT_OF_MEMORY ->
                named(
                        "out of memory",
                        "A container used more memory than its limit.",
                        "Raise the memory of the component.");
            case UNSCHEDULABLE ->
                named(
                        "unschedulable",
                        "No node of the cluster takes the pod.",
                        "Lower cpu or memory in the cluster file, add nodes, or correct 'placement'.");
            case QUOTA ->
                named(
                        "quota",
                        "The namespace's quota does not allow the pods.",
                        "Lower cpu or memory in the cluster file, or raise the quota.");
            case JOB_FAILED -> named("job failed", "The job ended as FAILED.", "Read the exceptions.");
            case JOB_CANCELED ->
                named(
                        "job cancelled",
                        "Somebody cancelled the job while it was being deployed.",
                        "Ask who did, then deploy again.");
            case RESTARTING ->
                named(
                        "job restarts",
                        "The job restarts more often than deploy.maxRestarts allows.",
                        "Read the exceptions.");
            case NO_CHECKPOINT ->
                named(
                        "no checkpoint",
                        "The job runs, but completes no checkpoint.",
                        "Look at its back pressure, and at the directories under 'state'.");
            case UNPROVEN ->
                named(
                        "health not proven",
                        "The operator calls the job running, but the JobManager cannot be asked whether it is healthy.",
                        "Let the identity that deploys use the service proxy (docs/rbac.md), or set deploy.minCheckpoints to 0.");
            case STATE_NOT_RESTORED ->
                named(
                        "state not restored",
                        "The new version began empty although the one before had state.",
                        "Deploy with the savepoint of the version before; give stateful operators fixed uids.");
            case SAVEPOINT_FAILED ->
                named(
                        "savepoint not taken",
                        "The savepoint that was asked for did not come about; the job runs on.",
                        "Look whether the job's checkpoints complete, then deploy again.");
            case RESOURCE_GONE ->
                named(
                        "resource deleted",
                        "Somebody deleted the resource while it was being deployed.",
                        "Ask who did, then deploy again.");
            case SUPERSEDED ->
                named(
                        "superseded",
                        "Another deployment of the same target came after this one.",
                        "Nothing, when that one is the newer; else see who deploys from where.");
            case TIMEOUT ->
                named(
                        "took too long",
                        "The job was not healthy in time, and nothing says clearly why.",
                        "Look at the events and logs; raise deploy.timeout if the job simply needs longer.");
            case DEPLOYER -> named("deployment not carried out", "{1|The deployment could not do its own work.}", LOOK);
        };
    }
}
