package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** One mistake in an otherwise good file gives one problem, at its place. {@code §} marks where the problem must be shown. */
@RunWith(Parameterized.class)
public class LocatedProblemsTest {
    private static final String GOOD =
            """
            service: orders
            clusters:
              main:
                flinkVersion: "1.20"
                image:
                  base: flink:1.20
                  jars: [target/orders.jar]
                jobs:
                  orders:
                    jar: orders.jar
                    parallelism: 4
                    state: savepoint
                state: {savepoints: "s3://b/s", checkpoints: "s3://b/c"}
                taskManager: {memory: 4g}
                deploy: {soak: 2m}
            """;

    @Parameterized.Parameters(name = "{0} -> {1}")
    public static List<Object[]> cases() {
        return List.of(
                wrong(
                        "servise: The key 'servise' is not known here. Did you mean 'service'?",
                        "service: orders",
                        "service: orders\n§servise: x"),
                wrong(
                        "clusters.main.taskManager.memroy: The key 'memroy' is not known here. Did you mean 'memory'?",
                        "taskManager: {memory",
                        "taskManager: {§memroy"),
                wrong(
                        "clusters.main.taskmanager: The key 'taskmanager' is not known here. Did you mean 'taskManager'?",
                        "taskManager: {memory",
                        "§taskmanager: {memory"),
                wrong(
                        "clusters.main.xyzzy: The key 'xyzzy' is not known here. Known keys: environment",
                        "deploy:",
                        "§xyzzy: 1\n    deploy:"),
                wrong(
                        "clusters.main.taskManager.memory: '4' does not fit. Write a size above zero with its unit",
                        "{memory: 4g}",
                        "{memory: §4}"),
                wrong("clusters.main.taskManager.memory: '4G' does not fit.", "{memory: 4g}", "{memory: §4G}"),
                wrong("clusters.main.taskManager.memory: '0m' does not fit.", "{memory: 4g}", "{memory: §0m}"),
                wrong("clusters.main.taskManager.memory: Here stands a list.", "{memory: 4g}", "{memory: §[4g]}"),
                wrong(
                        "clusters.main.taskManager.cpu: '0' does not fit. Write a decimal number above zero",
                        "{memory: 4g}",
                        "{cpu: §0}"),
                wrong("clusters.main.taskManager.cpu: '500m' does not fit.", "{memory: 4g}", "{cpu: §500m}"),
                wrong("clusters.main.taskManager: Here stands '4g'. Write a map", "{memory: 4g}", "§4g"),
                wrong(
                        "clusters.main.deploy.soak: '120' does not fit. Write a duration with its unit",
                        "{soak: 2m}",
                        "{soak: §120}"),
                wrong(
                        "clusters.main.deploy.warnAfter: '0.17' does not fit. Write a percentage",
                        "{soak: 2m}",
                        "{warnAfter: §0.17}"),
                wrong("clusters.main.deploy.warnAfter: '117%' does not fit.", "{soak: 2m}", "{warnAfter: §117%}"),
                wrong(
                        "clusters.main.deploy.rollback: 'atuo' is not possible here. Did you mean 'auto'?",
                        "{soak: 2m}",
                        "{rollback: §atuo}"),
                wrong(
                        "clusters.main.jobs.orders.parallelism: '0' does not fit. Write a whole number from 1",
                        "parallelism: 4",
                        "parallelism: §0"),
                wrong(
                        "clusters.main.jobs.orders.parallelism: 'many' does not fit.",
                        "parallelism: 4",
                        "parallelism: §many"),
                wrong(
                        "clusters.main.jobs.orders.args: Here stands '--topic'. Write a list",
                        "parallelism: 4",
                        "args: §--topic"),
                wrong(
                        "clusters.main.jobs.orders.args[0]: This item of the list is empty.",
                        "parallelism: 4",
                        "args: [§~]"),
                wrong(
                        "clusters.main.jobs.orders.allowNonRestoredState: 'yes' does not fit. Write true or false.",
                        "parallelism: 4",
                        "allowNonRestoredState: §yes"),
                wrong("clusters.main.jobs.orders.sql.file: Nothing says what runs.", "jar: orders.jar", "sql: §{}"),
                wrong(
                        "clusters.main.jobs.orders.jar: A job with sql has no jar of its own.",
                        "jar: orders.jar",
                        "§jar: orders.jar\n        sql: {file: /a.sql, runner: orders.jar}"),
                wrong(
                        "clusters.main.jobs.orders.sql.statements: Both file and statements say what runs.",
                        "jar: orders.jar",
                        "sql: {file: a.sql, statements: §SELECT 1}"),
                wrong(
                        "clusters.main.jobs.orders.sql.runner: No jar of the image is called 'sql-runner.jar'.",
                        "jar: orders.jar",
                        "sql: {file: a.sql, runner: §sql-runner.jar}"),
                wrong(
                        "clusters.main.jobs.orders.class: A job with sql has no class of its own.",
                        "jar: orders.jar",
                        "§class: org.example.Runner\n        sql: {file: a.sql}"),
                wrong(
                        "clusters.main.jobs.orders.sql.statements: The statements cannot be run: line 1, SELECT 1: the rows",
                        "jar: orders.jar",
                        "sql: {statements: §SELECT 1}"),
                wrong(
                        "clusters.main.jobs.orders.sql.file: '../a.sql' is not a plain path below",
                        "jar: orders.jar",
                        "sql: {file: §../a.sql, runner: orders.jar}"),
                wrong(
                        "clusters.main.jobs.orders.python.path: A module is found only below a path.",
                        "jar: orders.jar",
                        "python: §{module: orders}"),
                wrong(
                        "clusters.main.jobs.orders.sql: A job cannot be both python and sql.",
                        "jar: orders.jar",
                        "python: {file: a.py}\n        §sql: {file: a.sql}"),
                wrong(
                        "clusters.main.jobs.orders.beam.pythonWorkers.image: The image of the Python workers is missing.",
                        "jar: orders.jar",
                        "beam: {pythonWorkers: §{}}"),
                wrong(
                        "clusters.main.jobs.orders.after: No job of this cluster is called so: 'x'.",
                        "parallelism: 4",
                        "after: [§x]"),
                wrong(
                        "clusters.main.jobs.orders.after: The jobs wait for each other: orders after orders.",
                        "parallelism: 4",
                        "after: §[orders]"),
                wrong(
                        "clusters.main.jobs.orders.after: No cluster of this file is called so: 'other/x'.",
                        "parallelism: 4",
                        "after: [§other/x]"),
                wrong(
                        "clusters.main.jobs.orders.after: 'main/orders' names this cluster itself.",
                        "parallelism: 4",
                        "after: [§main/orders]"),
                wrong(
                        "clusters.main.ingress.host: The host of the ingress is missing.",
                        "deploy:",
                        "ingress: §{path: /x}\n    deploy:"),
                wrong(
                        "clusters.main.ingress.path: 'x' is not a path.",
                        "deploy:",
                        "ingress: {host: a.example.org, path: §x}\n    deploy:"),
                wrong(
                        "clusters.main.links.Runbook: 'wiki/orders' is not the address of a page. Begin it with https://.",
                        "deploy:",
                        "links: {Runbook: §wiki/orders}\n    deploy:"),
                wrong(
                        "clusters.main.jobs.orders.class: The job's class is missing.",
                        "  orders:\n        jar",
                        "  orders:\n        §jar",
                        "deploy:",
                        "session: true\n    deploy:"),
                wrong(
                        "clusters.main.session: Several jobs need a session cluster.",
                        "state: {savepoints",
                        "  two: {jar: orders.jar}\n    session: §false\n    state: {savepoints"),
                wrong(
                        "clusters.main.taskManager.replicas: In mode native Flink itself starts",
                        "{memory: 4g}",
                        "{replicas: §2}"),
                wrong(
                        "clusters.main.mode: 'standallone' is not possible here. Did you mean 'standalone'?",
                        "deploy:",
                        "mode: §standallone\n    deploy:"),
                wrong(
                        "clusters.main.autoscaling.minParallelism: The least parallelism (9) is above the most (4).",
                        "deploy:",
                        "autoscaling: {minParallelism: §9, maxParallelism: 4}\n    deploy:"),
                wrong(
                        "clusters.main.autoscaling.targetUtilization: '70' does not fit. Write a decimal number above 0",
                        "deploy:",
                        "autoscaling: {targetUtilization: §70}\n    deploy:"),
                wrong(
                        "clusters.main.secrets.PASSWORD.secret: The name of the Kubernetes Secret is missing.",
                        "deploy:",
                        "secrets: {PASSWORD: §{key: p}}\n    deploy:"),
                wrong(
                        "clusters.main.secrets.PASSWORD: Here stands 'hunter2'. Write a map",
                        "deploy:",
                        "secrets: {PASSWORD: §hunter2}\n    deploy:"),
                wrong(
                        "clusters.main.secrets.PASSWORD: 'PASSWORD' is both in env and in secrets.",
                        "deploy:",
                        "env: {PASSWORD: x}\n    secrets: {§PASSWORD: {secret: s}}\n    deploy:"),
                wrong(
                        "clusters.main.env.URL: $(PASWORD) names a variable that is neither in env nor in secrets."
                                + " Did you mean $(PASSWORD)?",
                        "deploy:",
                        "env: {URL: §a$(PASWORD)}\n    secrets: {PASSWORD: {secret: s}}\n    deploy:"),
                wrong(
                        "clusters.main.env.1A: '1A' is no name of an environment variable.",
                        "deploy:",
                        "env: {§1A: x}\n    deploy:"),
                wrong(
                        "clusters.main.placement.pool: The pool and the nodeSelector give the label pool two values.",
                        "deploy:",
                        "placement: {pool: §a, poolLabel: pool, nodeSelector: {pool: b}}\n    deploy:"),
                wrong(
                        "clusters.main.image.context: Only a Dockerfile has a context.",
                        "base: flink:1.20",
                        "context: §."),
                wrong(
                        "clusters.main.image.base: The Dockerfile alone says what is in the image, so there is no (base).",
                        "base: flink:1.20\n      jars: [target/orders.jar]",
                        "base: §flink:1.20\n      dockerfile: Dockerfile"),
                wrong(
                        "clusters.main.image.files[/a.sh].mode: 'x' does not fit. Write access rights",
                        "base: flink:1.20",
                        "files: {/a.sh: {from: a.sh, mode: §x}}"),
                wrong(
                        "clusters.main.image.files[/a.sh]: The file to add is missing.",
                        "base: flink:1.20",
                        "files: {/a.sh: §{mode: 755}}"),
                wrong(
                        "clusters.main.deploy.strategy: The operator runs blue and green for a cluster with one job",
                        "deploy: {soak: 2m}",
                        "session: true\n    deploy: {strategy: §blue-green}",
                        "jar: orders.jar",
                        "jar: orders.jar\n        class: org.example.Orders"),
                wrong(
                        "clusters.main.flinkConf[kubernetes.operator.deployment.rollback.enabled]: The operator's rollback",
                        "deploy:",
                        "flinkConf: {kubernetes.operator.deployment.rollback.enabled: §true}\n    deploy:",
                        "state: savepoint",
                        "state: stateless"),
                wrong(
                        "clusters.main.template.spec.logConfiguration[log4j.properties]: The operator takes no log",
                        "deploy:",
                        "template: {spec: {logConfiguration: {§log4j.properties: x}}}\n    deploy:"),
                wrong(
                        "clusters.main.jobs.orders.jar: No jar of the image is called 'order.jar'. Did you mean 'orders.jar'?",
                        "jar: orders.jar",
                        "jar: §order.jar"),
                wrong(
                        "clusters.main.jobs.orders.jar: 'target/orders.jar' is a path",
                        "jar: orders.jar",
                        "jar: §target/orders.jar"),
                wrong(
                        "clusters.main.jobs.orders.jar: The jar of an application cluster must be in the image.",
                        "jar: orders.jar",
                        "jar: §https://x/orders.jar"),
                wrong("clusters.main.flinkVersion: '1.20.1' is not a release line of Flink.", "\"1.20\"", "§1.20.1"),
                wrong("clusters.main.flinkVersion: The operator does not run Flink 1.9.", "\"1.20\"", "§\"1.9\""),
                wrong("clusters.main.flinkVersion: The operator does not run Flink 1.21.", "\"1.20\"", "§\"1.21\""),
                wrong(
                        "clusters.main.flinkVersion: The Flink version is missing.",
                        "  main:\n    flinkVersion: \"1.20\"",
                        "  §main:"),
                wrong(
                        "clusters.main.jobs.orders.state: A directory for checkpoints is needed for state savepoint.",
                        ", checkpoints: \"s3://b/c\"",
                        "",
                        "state: savepoint",
                        "state: §savepoint"),
                wrong(
                        "clusters.main.jobs.orders.state: A directory for savepoints is needed for state savepoint.",
                        "savepoints: \"s3://b/s\", ",
                        "",
                        "state: savepoint",
                        "state: §savepoint"),
                wrong(
                        "clusters.main.state.savepoints: '/data/savepoints' is not an address.",
                        "\"s3://b/s\"",
                        "§/data/savepoints"),
                wrong(
                        "clusters.main.flinkConf[kubernetes.cluster-id]: The operator sets kubernetes.cluster-id itself",
                        "deploy:",
                        "flinkConf: {§kubernetes.cluster-id: x}\n    deploy:"),
                wrong(
                        "clusters.main.flinkConf.state: Here stands a map.",
                        "deploy:",
                        "flinkConf: {state: §{backend: rocksdb}}\n    deploy:"),
                wrong(
                        "clusters.main.template.metadata.name: The template cannot set name.",
                        "deploy:",
                        "template: {metadata: {§name: x}}\n    deploy:"),
                wrong(
                        "clusters.main.image.repository: 'registry.example.org/Orders:1' is not a repository name.",
                        "base: flink:1.20",
                        "repository: §registry.example.org/Orders:1"),
                wrong(
                        "clusters.main.image.reference: The value is empty.",
                        "base: flink:1.20\n      jars: [target/orders.jar]",
                        "reference: §\"\""),
                wrong("version: '2' does not fit. Write 1.", "service: orders", "version: §2"),
                wrong(
                        "The key 'deploy' is written twice, in line 15 and in line 16.",
                        "deploy: {soak",
                        "deploy: {}\n    §deploy: {soak"),
                wrong(
                        "clusters.main.image.jars: An image cannot both exist already (reference) and be built (jars).",
                        "base: flink:1.20",
                        "reference: r/x:1",
                        "jars: [",
                        "jars: §["),
                wrong(
                        "clusters.main.jobs.orders.jar: The job's jar is missing.",
                        "jar: orders.jar",
                        "class: X",
                        "[target/orders.jar]",
                        "[a.jar, b.jar]",
                        "class: X",
                        "§class: X"),
                wrong(
                        "clusters.main.jobManager.replicas: Several JobManagers need high availability",
                        "state: savepoint",
                        "state: stateless",
                        "deploy:",
                        "jobManager: {replicas: §2}\n    deploy:"),
                wrong(
                        "clusters.main.template.spec.flinkConfiguration[kubernetes.namespace]: The operator sets kubernetes.namespace itself",
                        "deploy:",
                        "template: {spec: {flinkConfiguration: {§kubernetes.namespace: x}}}\n    deploy:"),
                wrong(
                        "clusters.main.image.files.lib/: The target 'lib/' is not an absolute path",
                        "base: flink:1.20",
                        "files: {§lib/: a.jar}"),
                wrong(
                        "defaults.taskManager.memory: '4' does not fit.",
                        "clusters:",
                        "defaults: {taskManager: {memory: §4}}\nclusters:"));
    }

    private final String text;
    private final String expected;
    private final int line;
    private final int column;

    public LocatedProblemsTest(String change, String expected, String text, int line, int column) {
        this.text = text;
        this.expected = expected;
        this.line = line;
        this.column = column;
    }

    private static Object[] wrong(String expected, String... replacements) {
        String marked = GOOD;
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(marked).contains(replacements[i]);
            marked = marked.replace(replacements[i], replacements[i + 1]);
        }
        int at = marked.indexOf('§');
        String before = marked.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Object[] {
            replacements[1], expected, before + marked.substring(at + 1), line, at - before.lastIndexOf('\n')
        };
    }

    @Test
    public void a_mistake_is_one_problem_at_its_place() {
        DefinitionException thrown = catchThrowableOfType(
                DefinitionException.class, () -> DefinitionReader.read(new NamedSource("flink.yaml", text), "r"));

        assertThat(thrown).as("refused").isNotNull();
        assertThat(thrown.problems()).as(thrown.getMessage()).hasSize(1);
        assertThat(thrown.problems().get(0).toString())
                .startsWith("flink.yaml:" + line + ":" + column + ": " + expected);
    }
}
