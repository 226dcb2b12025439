package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.util.Collection;
import java.util.List;

/** Arithmetic of benchmarks. */
final class Figures {
    private static final double THOUSAND = 1000.0;

    private Figures() {}

    static double median(Collection<? extends Number> values) {
        List<Double> sorted = values.stream().map(Number::doubleValue).sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return rounded(median);
    }

    static double rounded(double value) {
        return Math.round(value * THOUSAND) / THOUSAND;
    }

    static double seconds(long nanos) {
        return rounded(nanos / 1e9);
    }

    static double millis(long nanos) {
        return Math.round(nanos / 1e5) / 10.0;
    }
}
