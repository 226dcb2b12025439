package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The runs of the image benchmark, and what they come to. */
final class ImageFigures {
    /**
     * One build and push.
     *
     * @param sentBytes all that went to the registry, requests included
     * @param pushed what the tool itself says, if it does
     */
    record Run(String tool, Case which, double seconds, long sentBytes, Optional<Tool.Pushed> pushed) {}

    private final List<Run> runs = new ArrayList<>();

    void add(Run run) {
        runs.add(run);
    }

    /** The content of the result file. */
    Map<String, Object> summary(String registry, Optional<String> peer, long jarBytes) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("peer", peer.orElse("none"));
        summary.put("registry", registry);
        summary.put("jarBytes", jarBytes);
        summary.put(
                "oneClassPushedPercent",
                rounded(pushed(Case.ONE_CLASS)
                        .mapToDouble(pushed -> 100.0 * pushed.bytes() / (pushed.bytes() + pushed.skippedBytes()))
                        .max()
                        .orElseThrow()));
        summary.put(
                "noChangePushedBytes",
                pushed(Case.NO_CHANGE).mapToLong(Tool.Pushed::bytes).max().orElseThrow());
        for (Case which : Case.values()) {
            double ours = seconds(RunningJava.NAME, which);
            double command = seconds(CommandLine.NAME, which);
            summary.put(which.key() + "Seconds", rounded(ours));
            summary.put(which.key() + "CommandLineSeconds", rounded(command));
            peer.ifPresent(name -> {
                double others = seconds(name, which);
                summary.put(which.key() + "PeerSeconds", rounded(others));
                summary.put(which.key() + "Speedup", rounded(others / ours));
                summary.put(which.key() + "CommandLineSpeedup", rounded(others / command));
                summary.put(which.key() + "SentRatio", rounded(sent(name, which) / sent(RunningJava.NAME, which)));
            });
        }
        summary.put("runs", runs);
        return summary;
    }

    private Stream<Tool.Pushed> pushed(Case which) {
        return runs.stream().filter(run -> run.which() == which).flatMap(run -> run.pushed().stream());
    }

    private double seconds(String tool, Case which) {
        return median(of(tool, which).map(Run::seconds));
    }

    private double sent(String tool, Case which) {
        return median(of(tool, which).map(run -> (double) run.sentBytes()));
    }

    private Stream<Run> of(String tool, Case which) {
        return runs.stream().filter(run -> run.tool().equals(tool) && run.which() == which);
    }

    private static double median(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
