package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.definition.Shape.Key;

/** The keys of one job. */
final class JobModel {
    private static final Shape TEXT = new Shape.Text(false);
    private static final Shape VALUE = new Shape.Text(true);

    private static final Shape.Section PYTHON = Shape.Section.of(
            Key.of(
                    "file",
                    TEXT,
                    "",
                    "The program: a file of the repository, which is added to the image, or an absolute path in the image.",
                    "src/orders.py"),
            Key.of("module", TEXT, "", "The program as a module, instead of file; needs path.", "orders.main"),
            Key.of(
                    "path",
                    TEXT,
                    "the directory of file",
                    "Directory of the repository, or absolute path in the image, where modules are looked for.",
                    "src"),
            Key.of("executable", TEXT, "python3", "The Python interpreter in the image.", "/usr/bin/python3"));

    private static final Shape.Section SQL = Shape.Section.of(
            Key.of(
                    "file",
                    TEXT,
                    "",
                    "The script: a file of the repository, which is added to the image, or an absolute path in the image.",
                    "sql/orders.sql"),
            Key.of(
                    "statements",
                    TEXT,
                    "",
                    "The statements themselves, instead of file.",
                    "INSERT INTO sink SELECT * FROM source;"),
            Key.of(
                    "runner",
                    TEXT,
                    "flink-deploy's own, which is added to the image",
                    "Another jar of the image that runs the statements; in an image that exists already or is built by a"
                            + " Dockerfile it is sql-runner.jar.",
                    "sql-runner.jar"));

    private static final Shape.Section WORKERS = Shape.Section.of(
            Key.of(
                    "image",
                    TEXT,
                    "",
                    "Image with Beam's SDK for Python. Required.",
                    "apache/beam_python3.11_sdk:2.62.0"),
            Key.of("cpu", new Shape.Amount(), "no request", "CPU cores of each container.", "0.5"),
            Key.of("memory", new Shape.Size(), "no request", "Memory of each container.", "1g"));

    private static final Shape.Section BEAM = Shape.Section.of(
            Key.of(
                    "options",
                    new Shape.Named(VALUE),
                    "",
                    "Pipeline options of a Java pipeline, passed as --name=value; --runner=FlinkRunner is added.",
                    "{streaming: true}"),
            Key.of(
                    "pythonWorkers",
                    WORKERS,
                    "",
                    "For a Python pipeline that was packaged as a jar for the portable runner: containers beside each"
                            + " TaskManager that run its Python code, reached at localhost:50000.",
                    ""));

    static final Shape.Section JOB = Shape.Section.of(
            Key.of(
                    "jar",
                    TEXT,
                    "the only jar of the image",
                    "File name of a jar of the image, or an address: local:// for a path in the image, https:// or s3:// and"
                            + " the like on a session cluster.",
                    "orders.jar"),
            Key.of(
                    "class",
                    TEXT,
                    "the jar's Main-Class",
                    "Class with the main method. Required where a session cluster starts the job from its image.",
                    "org.example.Orders"),
            Key.of(
                    "split",
                    Shape.Choice.of("auto", "off"),
                    "auto",
                    "Whether a jar with the job and its libraries is put into the image as several, so that a small change"
                            + " pushes little; off keeps it whole.",
                    "off"),
            Key.of("python", PYTHON, "", "A PyFlink program, instead of jar and class.", ""),
            Key.of("sql", SQL, "", "SQL statements, instead of jar.", ""),
            Key.of("beam", BEAM, "", "Says that the jar is a Beam pipeline.", ""),
            Key.of("args", new Shape.Items(VALUE), "[]", "Arguments of the program.", "[\"--topic\", \"orders\"]"),
            Key.of(
                    "parallelism",
                    new Shape.Whole(1, 1_000_000),
                    "1",
                    "Parallelism of the job; where the autoscaler is on, the" + " one that it starts with.",
                    "4"),
            Key.of(
                    "state",
                    Shape.Choice.of("savepoint", "last-state", "stateless"),
                    "savepoint",
                    "How state is carried over an upgrade: savepoint, last-state or stateless.",
                    "savepoint"),
            Key.of(
                    "allowNonRestoredState",
                    new Shape.Flag(),
                    "false",
                    "Whether state that no operator claims may be dropped on restore.",
                    "false"),
            Key.of(
                    "after",
                    new Shape.Items(TEXT),
                    "[]",
                    "Jobs that are deployed before this one: job for one of the same cluster, cluster/job for another's.",
                    "[ingest, other/ingest]"),
            Key.of(
                    "resourceName",
                    TEXT,
                    "<the cluster's>-<job>",
                    "Name of the FlinkSessionJob, for one that was there before this file.",
                    "orders"),
            Key.of("owner", TEXT, "the cluster's owner", "Who answers for the job; a label.", "orders-team"),
            Key.of("costOwner", TEXT, "the cluster's costOwner", "Who pays for the job; a label.", "orders"));

    private JobModel() {}
}
