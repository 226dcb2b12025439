package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.definition.Shape.Key;
import java.util.List;

/**
 * The keys of the cluster file: with {@link JobModel}, {@link ImageModel} and {@link DeployModel} the one place that says which
 * there are and what they hold.
 */
final class ClusterFileModel {
    private static final Shape TEXT = new Shape.Text(false);
    private static final Shape VALUE = new Shape.Text(true);
    private static final Shape TIME = new Shape.Time();
    private static final Shape PARALLELISM = new Shape.Whole(1, 32_768);

    private static final Shape.Section STATE_STORE = Shape.Section.of(
            Key.of(
                    "savepoints",
                    TEXT,
                    "",
                    "Directory for savepoints, an address with its scheme. Required for savepoint.",
                    "s3://bucket/savepoints"),
            Key.of(
                    "checkpoints",
                    TEXT,
                    "",
                    "Directory for checkpoints. Required for savepoint and last-state.",
                    "s3://bucket/checkpoints"),
            Key.of(
                    "checkpointInterval",
                    TIME,
                    "1m unless every job is stateless",
                    "Time between checkpoints, where the job's code does not say.",
                    "1m"),
            Key.of(
                    "keepSavepoints",
                    // While Flink's statistics of a stopped job are old, the operator takes a checkpoint for the job's
                    // state, and
                    // afterwards the savepoint once more. Both stand in its history, whose oldest entry it removes from
                    // the
                    // storage: with fewer than three that would be the savepoint itself.
                    new Shape.Whole(3, 10_000),
                    "the operator's setting",
                    "How many savepoints of upgrades the operator keeps (three at least), whatever their age, and how many backups and asked-for"
                            + " savepoints flink-deploy keeps, which removes none without it. Those that others took it leaves alone;"
                            + " but the operator counts and removes every savepoint by trigger nonce, whoever asked for it.",
                    "10"));

    private static final Shape.Section JOB_MANAGER = Shape.Section.of(
            Key.of("cpu", new Shape.Amount(), "1", "CPU cores.", "0.5"),
            Key.of("memory", new Shape.Size(), "1600m", "Memory of the whole process.", "1g"),
            Key.of(
                    "replicas",
                    new Shape.Whole(1, 100),
                    "1",
                    "JobManagers; more than one needs high availability.",
                    "2"));

    private static final Shape.Section TASK_MANAGER = Shape.Section.of(
            Key.of("cpu", new Shape.Amount(), "1", "CPU cores.", "1"),
            Key.of("memory", new Shape.Size(), "2g", "Memory of the whole process.", "4g"),
            Key.of("slots", new Shape.Whole(1, 10_000), "1", "Task slots of each TaskManager.", "2"),
            Key.of(
                    "replicas",
                    new Shape.Whole(1, 100_000),
                    "as many as the jobs need",
                    "TaskManagers, in mode standalone alone.",
                    "2"));

    private static final Shape.Section AUTOSCALING = Shape.Section.of(
            Key.of("enabled", new Shape.Flag(), "true", "Whether the operator's autoscaler looks at the jobs.", "true"),
            Key.of(
                    "scaling",
                    new Shape.Flag(),
                    "true",
                    "Whether it changes the parallelism; with false it only reports.",
                    "true"),
            Key.of("minParallelism", PARALLELISM, "the operator's setting", "The least of each vertex.", "1"),
            Key.of("maxParallelism", PARALLELISM, "the operator's setting", "The most of each vertex.", "16"),
            Key.of(
                    "targetUtilization",
                    new Shape.Fraction(),
                    "the operator's setting",
                    "Share of time that a vertex should be busy.",
                    "0.7"),
            Key.of(
                    "utilizationBoundary",
                    new Shape.Fraction(),
                    "the operator's setting",
                    "How far from the target it may be before anything is changed.",
                    "0.3"),
            Key.of("stabilization", TIME, "the operator's setting", "Time after a change without another.", "5m"),
            Key.of("metricsWindow", TIME, "the operator's setting", "Time over which it averages.", "15m"),
            Key.of(
                    "catchUp",
                    TIME,
                    "the operator's setting",
                    "Time in which a backlog should be worked off; 0s to leave backlogs out.",
                    "30m"),
            Key.of("restart", TIME, "the operator's setting", "Time that a restart is expected to take.", "3m"));

    private static final Shape.Section SECRET = Shape.Section.of(
            Key.of("secret", TEXT, "", "Name of a Kubernetes Secret of the namespace. Required.", "orders-db"),
            Key.of("key", TEXT, "the variable's name", "Which of its entries.", "password"));

    private static final Shape.Section INGRESS = Shape.Section.of(
            Key.of(
                    "host",
                    TEXT,
                    "",
                    "Host name; {{name}} and {{namespace}} are replaced. Required.",
                    "flink.example.org"),
            Key.of("path", TEXT, "", "Path; {{name}} and {{namespace}} are replaced.", "\"/{{name}}\""),
            Key.of("className", TEXT, "the cluster's default", "Ingress class.", "nginx"),
            Key.of(
                    "annotations",
                    new Shape.Named(VALUE),
                    "",
                    "For the ingress controller.",
                    "{nginx.ingress.kubernetes.io/ssl-redirect: \"true\"}"));

    private static final Shape.Section PLACEMENT = Shape.Section.of(
            Key.of("pool", TEXT, "", "Node pool: the value of the node label poolLabel.", "flink-spot"),
            Key.of(
                    "poolLabel",
                    TEXT,
                    "flinkdeploy.jenkins.io/pool",
                    "The label by which nodes of a pool are known.",
                    "karpenter.sh/nodepool"),
            Key.of("nodeSelector", new Shape.Named(VALUE), "", "Labels that a node must have.", "{disk: ssd}"),
            Key.of(
                    "tolerations",
                    new Shape.Items(new Shape.Raw()),
                    "[]",
                    "Taints that are tolerated, as in a pod.",
                    "[{key: spot, operator: Exists}]"));

    private static final List<Key> CLUSTER_KEYS = List.of(
            Key.of("environment", TEXT, "", "Named target (Jenkins) or kube context (command line).", "prod"),
            Key.of("namespace", TEXT, "the target's namespace", "Kubernetes namespace.", "streaming"),
            Key.of(
                    "deployGroup",
                    TEXT,
                    "<environment>.<cluster>",
                    "The deploy stage that the cluster belongs to.",
                    "prod.main"),
            Key.of(
                    "resourceName",
                    TEXT,
                    "<service>-<cluster>",
                    "Name of the resource, for one that was there before this file.",
                    "orders"),
            Key.of(
                    "mode",
                    Shape.Choice.of("native", "standalone"),
                    "native",
                    "Who starts TaskManagers: Flink itself (native), or the operator (standalone).",
                    "native"),
            Key.of("flinkVersion", new Shape.Version(), "", "Release line of Flink. Required.", "\"1.20\""),
            Key.of("owner", TEXT, "", "Who answers for the cluster; a label.", "streaming-team"),
            Key.of("costOwner", TEXT, "", "Who pays for the cluster; a label.", "orders"),
            Key.of(
                    "links",
                    new Shape.Named(TEXT),
                    "",
                    "Pages about the cluster, which its status shows: name and address. `{service}`, `{cluster}`, `{namespace}` and"
                            + " `{name}` stand for the cluster's own.",
                    "{Runbook: \"https://wiki.example.org/{service}\"}"),
            Key.of("image", ImageModel.IMAGE, "", "The job image.", ""),
            Key.of(
                    "session",
                    new Shape.Flag(),
                    "true when there are several jobs",
                    "Whether it is a session cluster: jobs then are resources of their own.",
                    "true"),
            Key.of("jobs", new Shape.Named(JobModel.JOB), "", "The jobs by name. Required unless session is true.", ""),
            Key.of("state", STATE_STORE, "", "Where state is kept.", ""),
            Key.of("jobManager", JOB_MANAGER, "", "Size of the JobManager.", ""),
            Key.of("taskManager", TASK_MANAGER, "", "Size of each TaskManager.", ""),
            Key.of(
                    "autoscaling",
                    AUTOSCALING,
                    "off",
                    "The operator's autoscaler; on when this is written. A deployment then leaves the parallelism alone.",
                    ""),
            Key.of(
                    "flinkConf",
                    new Shape.Named(VALUE),
                    "",
                    "Flink configuration with dotted keys; wins over what is derived from other keys.",
                    "{state.backend.type: rocksdb}"),
            Key.of(
                    "env",
                    new Shape.Named(VALUE),
                    "",
                    "Environment variables of all containers; $(NAME) stands for another one or a secret.",
                    "{STAGE: prod}"),
            Key.of(
                    "secrets",
                    new Shape.Named(SECRET),
                    "",
                    "Environment variables whose values are in Kubernetes Secrets.",
                    ""),
            Key.of("ingress", INGRESS, "", "The way to the dashboard from outside.", ""),
            Key.of("placement", PLACEMENT, "", "Where pods may run.", ""),
            Key.of("serviceAccount", TEXT, "flink", "Service account of the pods.", "flink"),
            Key.of("deploy", DeployModel.DEPLOY, "", "How a deployment proceeds.", ""),
            Key.of(
                    "template",
                    new Shape.Raw(),
                    "",
                    "FlinkDeployment fragment, merged last: the way out for what is missing here.",
                    "{spec: {logConfiguration: {}}}"));

    static final Shape.Section CLUSTER = new Shape.Section(CLUSTER_KEYS, false);

    /** {@code defaults} takes what a cluster takes, and anchors. */
    static final Shape.Section DEFAULTS = new Shape.Section(CLUSTER_KEYS, true);

    static final Shape.Section FILE = new Shape.Section(
            List.of(
                    Key.of("version", new Shape.Whole(1, 1), "1", "Version of this format.", "1"),
                    Key.of("service", TEXT, "the repository's name", "First part of every resource name.", "orders"),
                    Key.of("defaults", DEFAULTS, "", "Merged under every cluster; takes all keys of a cluster.", ""),
                    Key.of("clusters", new Shape.Named(CLUSTER), "", "The clusters by name. Required.", "")),
            true);

    private ClusterFileModel() {}
}
