package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code flink-deploy status} prints of a cluster at its three levels, as it is written in a file, with placeholders for what is
 * another thing each time. After a wanted change {@code -Dgolden.update=true} writes the files anew; the difference is then read in
 * review.
 */
final class GoldenStatus {
    private static final Path FILES = Path.of("src/test/resources/io/jenkins/plugins/flinkdeploy/standalone");
    private static final String NAMESPACE = "streaming";
    private static final List<List<String>> LEVELS = List.of(List.of(), List.of("-v"), List.of("-vv"));

    /** Patterns and what stands for them, in this order. Columns are as wide as names that differ. */
    private static final Map<String, String> PLACEHOLDERS = placeholders();

    private final RealCluster on;
    private final String cluster;
    private final Map<String, String> placeholders = new LinkedHashMap<>(PLACEHOLDERS);

    GoldenStatus(RealCluster on, String cluster) {
        this.on = on;
        this.cluster = cluster;
    }

    /** The same where pods are about to go, one sooner than another. */
    GoldenStatus withoutPods() {
        placeholders.put("Pods:  .*", "Pods:  COUNTS");
        placeholders.put("(?m)^      (Pod |\\w+_POD |  \\w+: ).*\n", "");
        placeholders.put("(?m)^    (Cost|Logs): .*\n", "");
        return this;
    }

    private static Map<String, String> placeholders() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\((\\d+ \\w+ ago|just now)\\)", "TIME (AGE)");
        all.put("; last (\\d+ \\w+ ago|just now), [\\d.]+ [KMG]?B", "; last AGE, SIZE");
        // A slow machine has more to tell of a start, and the operator tells of a crash a little later.
        all.put("(?m)^ +Last (failed checkpoint|restart|exception): .*\n", "");
        all.put("(?m)(Checkpoints: ).* restored", "$1COUNTS");
        all.put("\\b[0-9a-f]{32}\\b", "JOB_ID");
        all.put("(Config hash: +)\\S+", "$1HASH");
        all.put("CLUSTER-taskmanager-\\d+-\\d+", "TASKMANAGER_POD");
        all.put("CLUSTER-[0-9a-f]+-\\w+", "JOBMANAGER_POD");
        all.put("(_POD +\\S+ +\\w+ +(?:yes|no) +)\\d+ +\\S+", "$1N AGE");
        all.put("(JobManager ended )\\d+", "$1N");
        all.put("(?m)(JobManager does not answer: ).*\\)$", "$1WHY)");
        all.put("(CrashLoopBackOff: ).*", "$1WHY");
        all.put("file:\\S+?(?=,)", "SAVEPOINT");
        all.put(", by [^,:\n]+", ", by USER");
        all.put("took .*", "took DURATION");
        all.put("(?<=\\S) {2,}", "  ");
        return all;
    }

    /**
     * Waits until every level says what its file says: a status is of a moment, and others come before.
     *
     * @param file name of the golden file without its end
     * @param exit the exit code
     * @param sign what a level says when the cluster has come so far, by which files are written anew
     */
    void assertIs(String file, int exit, String sign) throws IOException {
        Path expected = FILES.resolve("status-" + file + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            await().atMost(RealCluster.LIMIT).until(() -> seen(exit).contains(sign));
            Files.createDirectories(FILES);
            Files.writeString(expected, seen(exit));
        }
        String text = Files.readString(expected);
        await().atMost(RealCluster.LIMIT)
                .untilAsserted(() -> assertThat(seen(exit)).isEqualTo(text));
    }

    private String seen(int exit) {
        return LEVELS.stream().map(level -> seen(level, exit)).collect(Collectors.joining("\n"));
    }

    private String seen(List<String> level, int exit) {
        List<String> command = new ArrayList<>(List.of("status", cluster, "-n", NAMESPACE));
        command.addAll(level);
        CommandLineRun run = on.run(command.toArray(new String[0]));
        assertThat(run.exit()).as(run.all()).isEqualTo(exit);
        return "$ flink-deploy " + String.join(" ", command) + "\n" + placed(run.out());
    }

    private String placed(String text) {
        String placed = text;
        for (Map.Entry<String, String> each : placeholders.entrySet()) {
            placed = placed.replaceAll(each.getKey().replace("CLUSTER", cluster), each.getValue());
        }
        return placed;
    }
}
