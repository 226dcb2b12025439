package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupReport;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.ScriptedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Several targets in one call of the command line, with a real API server and a scripted operator. */
public class GroupDeployTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static ScriptedCluster cluster;
    private static Path kubeconfig;

    @BeforeClass
    public static void start() throws IOException {
        cluster = ScriptedCluster.start();
        kubeconfig = FOLDER.getRoot().toPath().resolve("kubeconfig");
        cluster.server().writeKubeconfig(kubeconfig, "test", "streaming");
    }

    @AfterClass
    public static void stop() {
        cluster.close();
    }

    @Test
    public void jobs_come_after_what_they_name_and_one_report_tells_of_all() throws IOException {
        Path file = session("order", "a", "b", "");

        CommandLineRun run = run("deploy", "-f", file.toString(), "-o", "json");

        assertThat(run.exit()).as(run.all()).isZero();
        GroupReport report = Json.read(run.out(), GroupReport.class);
        assertThat(report.outcome()).isEqualTo(Phase.DONE);
        assertThat(report.targets())
                .extracting(target -> target.deployment().resource())
                .containsExactly(
                        "FlinkDeployment streaming/order-main",
                        "FlinkSessionJob streaming/order-main-one",
                        "FlinkSessionJob streaming/order-main-two");
        GroupReport.Target one = report.targets().get(1);
        GroupReport.Target two = report.targets().get(2);
        assertThat(begin(two)).as("two begins when one is done").isAfterOrEqualTo(end(one));
    }

    @Test
    public void all_or_nothing_goes_back_to_what_was_deployed_before() throws IOException {
        assertThat(run("deploy", "-f", session("whole", "a", "b", "").toString())
                        .exit())
                .isZero();
        Path broken = session("whole", "changed", "failing", "");

        CommandLineRun run = run("deploy", "-f", broken.toString(), "--all-or-nothing");

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.ROLLED_BACK.code());
        assertThat(run.out())
                .contains("Taken back: FlinkSessionJob streaming/whole-main-one")
                .containsPattern("UNCHANGED +FlinkDeployment streaming/whole-main")
                .containsPattern("TAKEN_BACK +FlinkSessionJob streaming/whole-main-one");
        assertThat(arguments("whole-main-one")).contains("\"a\"").doesNotContain("changed");
    }

    @Test
    public void a_group_whose_process_is_killed_is_gone_on_with_as_a_whole() throws Exception {
        Path file = session("killed", "a", "b", "");
        cluster.hold("killed-main-one");
        String id;
        try (CliProcess process = CliProcess.start(
                FOLDER.newFolder().toPath().resolve("output"), with("deploy", "-f", file.toString()))) {
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() ->
                            cluster.get("FlinkSessionJob", "killed-main-one").isPresent()
                                    && process.text().contains("APPLIED: "));
            Matcher printed = Pattern.compile("Deployments (\\S+): 3 targets").matcher(process.text());
            assertThat(printed.find()).as(process.text()).isTrue();
            id = printed.group(1);
            process.kill();
        }
        long generation = generation("FlinkDeployment", "killed-main");
        // The file is needed for what was not begun; what is done by then does not depend on it.
        cluster.release("killed-main-one");

        CommandLineRun resumed = run("resume", id, "-o", "json");

        assertThat(resumed.exit()).as(resumed.all()).isZero();
        GroupReport report = Json.read(resumed.out(), GroupReport.class);
        assertThat(report.id()).isEqualTo(id);
        assertThat(report.targets()).extracting(GroupReport.Target::fate).containsOnly(GroupReport.Fate.DONE);
        assertThat(generation("FlinkDeployment", "killed-main"))
                .as("what was done is not done again")
                .isEqualTo(generation);
        CommandLineRun again =
                run("resume", report.targets().get(1).deployment().id());
        assertThat(again.exit()).as(again.all()).isZero();
        assertThat(again.out()).contains("3 of 3 targets are as they were asked to be");
    }

    @Test
    public void clusters_of_several_files_are_deployed_in_the_order_that_they_ask_for() throws IOException {
        Path late = application("late", "after: [early.main/job]");
        Path early = application("early", "");

        CommandLineRun run = run("deploy", "-f", late.toString(), "-f", early.toString(), "-o", "json");

        assertThat(run.exit()).as(run.all()).isZero();
        List<GroupReport.Target> targets =
                Json.read(run.out(), GroupReport.class).targets();
        assertThat(targets)
                .extracting(target -> target.deployment().target())
                .containsExactly("early.main", "late.main");
        assertThat(begin(targets.get(1))).isAfterOrEqualTo(end(targets.get(0)));

        CommandLineRun alone = run("deploy", "-f", late.toString());
        assertThat(alone.exit()).isEqualTo(ExitCode.BAD_INPUT.code());
        assertThat(alone.err()).contains(late + ":10:17").contains("No cluster of this file");
    }

    @Test
    public void of_a_file_with_several_clusters_it_is_said_which() throws IOException {
        Path file = application("two", "");
        Files.writeString(
                file,
                Files.readString(file)
                        + "  other:\n"
                        + Files.readString(file)
                                .lines()
                                .skip(3)
                                .map(line -> line + "\n")
                                .collect(Collectors.joining()));

        CommandLineRun unsaid = run("deploy", "--dry-run", "-f", file.toString());
        assertThat(unsaid.exit()).isEqualTo(ExitCode.BAD_INPUT.code());
        assertThat(unsaid.err()).contains("has several clusters: main, other", "--cluster, or '*'");
        assertThat(run("deploy", "--dry-run", "-f", file.toString(), "--cluster", "*")
                        .out())
                .contains("two-main", "two-other", "2 of 2 targets can be deployed as asked");
        assertThat(run("deploy", "--dry-run", "-f", file.toString(), "--cluster", "two.other")
                        .out())
                .contains("two-other")
                .doesNotContain("two-main");
        assertThat(run("deploy", "--dry-run", "-f", file.toString(), "--cluster", "mian")
                        .err())
                .contains("has no cluster \"mian\"; there are main, other");
    }

    private static Path application(String service, String more) throws IOException {
        return Files.writeString(
                FOLDER.newFolder().toPath().resolve("flink.yaml"),
                """
                service: %s
                clusters:
                  main:
                    namespace: streaming
                    flinkVersion: "1.19"
                    image: {reference: "registry.invalid/one:1"}
                    jobs:
                      job:
                        jar: "local:///opt/flink/usrlib/a.jar"
                        %s
                        state: stateless
                    deploy: {timeout: 2m, soak: 1s}
                """
                        .formatted(service, more));
    }

    @Test
    public void a_group_that_fails_early_leaves_the_rest_and_says_so() throws IOException {
        Path file = session("left", "failing", "b", "");

        CommandLineRun run = run("deploy", "-f", file.toString(), "--rollback", "off");

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.out())
                .contains("Left as they were: FlinkSessionJob streaming/left-main-two.")
                .containsPattern("DONE +FlinkDeployment streaming/left-main");
        assertThat(cluster.get("FlinkSessionJob", "left-main-two")).isEmpty();
    }

    private static Instant begin(GroupReport.Target target) {
        return target.deployment().phases().stream()
                .filter(span -> span.phase() == Phase.LOCKED)
                .findFirst()
                .orElseThrow()
                .since();
    }

    private static Instant end(GroupReport.Target target) {
        return target.deployment().phases().stream()
                .filter(span -> span.phase() == Phase.DONE)
                .findFirst()
                .orElseThrow()
                .since();
    }

    private static String arguments(String job) {
        return cluster.get("FlinkSessionJob", job).orElseThrow().at("/spec/job").toString();
    }

    private static long generation(String kind, String name) {
        return cluster.get(kind, name).orElseThrow().at("/metadata/generation").asLong();
    }

    /** A session cluster with two jobs, of which the second comes after the first. */
    private static Path session(String service, String one, String two, String more) throws IOException {
        return Files.writeString(
                FOLDER.newFolder().toPath().resolve("flink.yaml"),
                """
                service: %1$s
                clusters:
                  main:
                    namespace: streaming
                    flinkVersion: "1.19"
                    image: {reference: "registry.invalid/many:1"}
                    session: true
                    jobs:
                      one: {jar: "https://repository.invalid/a.jar", class: org.example.A, args: ["%2$s"], state: stateless}
                      two:
                        jar: "https://repository.invalid/a.jar"
                        class: org.example.A
                        args: ["%3$s"]
                        state: stateless
                        after: [one]
                    deploy: {timeout: 2m, soak: 1s}
                %4$s"""
                        .formatted(service, one, two, more));
    }

    private static CommandLineRun run(String... arguments) {
        return CommandLineRun.of(with(arguments).toArray(new String[0]));
    }

    private static List<String> with(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--state-directory", FOLDER.getRoot().toPath().resolve("states").toString()));
        if (!arguments[0].equals("resume")) {
            all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        }
        return all;
    }
}
