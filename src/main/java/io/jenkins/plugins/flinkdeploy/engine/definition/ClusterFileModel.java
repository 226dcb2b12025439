package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.definition.Shape.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The keys of the cluster file: the one place that says which there are and what they hold. */
final class ClusterFileModel {
    private static final Shape TEXT = new Shape.Text(false);
    private static final Shape VALUE = new Shape.Text(true);
    private static final Shape TIME = new Shape.Time();
    private static final Shape COUNT = new Shape.Whole(0, 1_000_000);
    private static final Shape AT_LEAST_ONE = new Shape.Whole(1, 1_000_000);
    private static final Shape STATE = Shape.Choice.of("savepoint", "last-state", "stateless");

    private static final Shape.Section IMAGE = Shape.Section.of(
            Key.of("base", TEXT, "flink:<flinkVersion>", "Base image; pinned to its digest when the image is built."),
            Key.of(
                    "jars",
                    new Shape.Items(TEXT),
                    "",
                    "Job jars (globs, relative to the file), added under /opt/flink/usrlib."),
            Key.of(
                    "files",
                    new Shape.Named(TEXT),
                    "",
                    "Further files: target in the image to glob; a target that ends in / is a directory."),
            Key.of("repository", TEXT, "", "Where the built image is pushed, without a tag."),
            Key.of("reference", TEXT, "", "An image that exists already, instead of all of the above."),
            Key.notYet("python"),
            Key.notYet("dockerfile"));

    private static final Shape.Section JOB = Shape.Section.of(
            Key.of(
                    "jar",
                    TEXT,
                    "the only jar of the image",
                    "File name of the jar under /opt/flink/usrlib, or a local:// address."),
            Key.of("class", TEXT, "the jar's Main-Class", "Class with the main method."),
            Key.of("args", new Shape.Items(VALUE), "[]", "Arguments of the main method."),
            Key.of("parallelism", AT_LEAST_ONE, "1", "Parallelism of the job."),
            Key.of(
                    "state",
                    STATE,
                    "savepoint",
                    "How state is carried over an upgrade: savepoint, last-state or stateless."),
            Key.of(
                    "allowNonRestoredState",
                    new Shape.Flag(),
                    "false",
                    "Whether state that no operator claims may be dropped on restore."),
            Key.of("owner", TEXT, "the cluster's owner", "Who answers for the job; a label."),
            Key.notYet("python"),
            Key.notYet("sql"),
            Key.notYet("beam"),
            Key.notYet("after"));

    private static final Shape.Section STATE_STORE = Shape.Section.of(
            Key.of("savepoints", TEXT, "", "Directory for savepoints, an address such as s3://bucket/savepoints."),
            Key.of("checkpoints", TEXT, "", "Directory for checkpoints."),
            Key.of(
                    "checkpointInterval",
                    TIME,
                    "1m unless state is stateless",
                    "Time between checkpoints, where the job's code does not say."),
            Key.of(
                    "keepSavepoints",
                    AT_LEAST_ONE,
                    "the operator's setting",
                    "How many savepoints of upgrades the operator keeps, whatever their age."));

    private static final Shape.Section JOB_MANAGER = Shape.Section.of(
            Key.of("cpu", new Shape.Amount(), "1", "CPU cores."),
            Key.of("memory", new Shape.Size(), "1600m", "Memory of the whole process."),
            Key.of("replicas", new Shape.Whole(1, 100), "1", "JobManagers; more than one needs high availability."));

    private static final Shape.Section TASK_MANAGER = Shape.Section.of(
            Key.of("cpu", new Shape.Amount(), "1", "CPU cores."),
            Key.of("memory", new Shape.Size(), "2g", "Memory of the whole process."),
            Key.of("slots", new Shape.Whole(1, 10_000), "1", "Task slots of each TaskManager."),
            Key.notYet("replicas"));

    private static final Shape.Section PLACEMENT = Shape.Section.of(
            Key.of("nodeSelector", new Shape.Named(VALUE), "", "Labels that a node must have."),
            Key.of("tolerations", new Shape.Items(new Shape.Raw()), "", "Taints that are tolerated, as in a pod."),
            Key.notYet("pool"));

    private static final Shape.Section DEPLOY = Shape.Section.of(
            Key.of("timeout", TIME, "30m", "Longest time from apply to healthy."),
            Key.of("warnAfter", new Shape.Share(), "17%", "Part of the timeout after which a warning is logged."),
            Key.of("savepointTimeout", TIME, "10m", "Longest time for a savepoint."),
            Key.of("soak", TIME, "2m", "How long the job must stay healthy before the deployment counts."),
            Key.of("maxRestarts", COUNT, "0", "Restarts of the job that are allowed while soaking."),
            Key.of(
                    "minCheckpoints",
                    COUNT,
                    "1, or 0 if state is stateless",
                    "Checkpoints that must complete while soaking."),
            Key.of(
                    "rollback",
                    Shape.Choice.of("auto", "manual", "off"),
                    "auto",
                    "What happens when a deployment fails."),
            Key.of(
                    "whenSuspended",
                    Shape.Choice.of("keep", "start"),
                    "keep",
                    "Whether a deployment starts a cluster that somebody stopped."),
            Key.of(
                    "savepoint",
                    Shape.Choice.of("upgrade", "before", "none"),
                    "upgrade",
                    "Savepoint by the upgrade itself, an extra one before it, or none."),
            Key.of(
                    "strategy",
                    new Shape.Choice(List.of("in-place", "blue-green"), Set.of("blue-green")),
                    "in-place",
                    "How the new version takes over."));

    private static final List<Key> CLUSTER_KEYS = List.of(
            Key.of("environment", TEXT, "", "Named target (Jenkins) or kube context (command line)."),
            Key.of("namespace", TEXT, "the target's namespace", "Kubernetes namespace."),
            Key.of(
                    "resourceName",
                    TEXT,
                    "<service>-<cluster>",
                    "Name of the resource, for one that was there before this file."),
            Key.of(
                    "mode",
                    new Shape.Choice(List.of("native", "standalone"), Set.of("standalone")),
                    "native",
                    "Kubernetes mode of Flink."),
            Key.of("flinkVersion", new Shape.Version(), "", "Release line of Flink, for instance \"1.20\". Required."),
            Key.of("owner", TEXT, "", "Who answers for the cluster; a label."),
            Key.of("costOwner", TEXT, "", "Who pays for the cluster; a label."),
            Key.of("image", IMAGE, "", "The job image."),
            Key.of("jobs", new Shape.Named(JOB), "", "The jobs by name; exactly one for now. Required."),
            Key.of("state", STATE_STORE, "", "Where state is kept."),
            Key.of("jobManager", JOB_MANAGER, "", "Size of the JobManager."),
            Key.of("taskManager", TASK_MANAGER, "", "Size of each TaskManager."),
            Key.of("flinkConf", new Shape.Named(VALUE), "", "Flink configuration, dotted keys."),
            Key.of("env", new Shape.Named(VALUE), "", "Environment variables of all containers."),
            Key.of("placement", PLACEMENT, "", "Where pods may run."),
            Key.of("serviceAccount", TEXT, "flink", "Service account of the pods."),
            Key.of("deploy", DEPLOY, "", "How a deployment proceeds."),
            Key.of("template", new Shape.Raw(), "", "FlinkDeployment fragment, merged last."),
            Key.notYet("deployGroup"),
            Key.notYet("session"),
            Key.notYet("autoscaling"),
            Key.notYet("secrets"),
            Key.notYet("ingress"));

    static final Shape.Section CLUSTER = new Shape.Section(CLUSTER_KEYS, false);

    /** {@code defaults} takes what a cluster takes, and anchors. */
    static final Shape.Section DEFAULTS = new Shape.Section(CLUSTER_KEYS, true);

    static final Shape.Section FILE = file();

    private ClusterFileModel() {}

    private static Shape.Section file() {
        List<Key> keys = new ArrayList<>();
        keys.add(Key.of("version", new Shape.Whole(1, 1), "1", "Version of this format."));
        keys.add(Key.of("service", TEXT, "the repository's name", "First part of every resource name."));
        keys.add(Key.of("defaults", DEFAULTS, "", "Merged under every cluster."));
        keys.add(Key.of("clusters", new Shape.Named(CLUSTER), "", "The clusters by name. Required."));
        return new Shape.Section(List.copyOf(keys), true);
    }
}
