package io.jenkins.plugins.flinkdeploy.engine.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report of costs as a table of comma-separated values, one row for each job, for spreadsheets. */
public final class CostCsv {
    private static final List<String> HEAD = List.of(
            "namespace",
            "cluster",
            "job",
            "owner",
            "cost_owner",
            "basis",
            "share",
            "cores",
            "memory_gib",
            "month",
            "currency");

    private CostCsv() {}

    /** The head and the rows, each ending in CR and LF as RFC 4180 has it. */
    public static String of(CostReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (ClusterCost cluster : report.clusters()) {
            for (JobCost job : CostReport.charged(cluster)) {
                rows.add(List.of(
                        cluster.resource().namespace(),
                        cluster.resource().name(),
                        job.name(),
                        job.owner().orElse(""),
                        job.costOwner().orElse(""),
                        cluster.basis().name().toLowerCase(Locale.ROOT),
                        number(job.share()),
                        number(job.cores()),
                        number(job.gib()),
                        job.month().map(price -> number(price.amount())).orElse(""),
                        job.month().map(Money::currency).orElse("")));
            }
        }
        return rows.stream()
                .map(row -> row.stream().map(CostCsv::cell).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    private static String number(BigDecimal number) {
        return number.setScale(4, RoundingMode.HALF_UP).toPlainString();
    }

    /** Quoted, and a text that a spreadsheet would take for a formula made one that it does not: names come from whoever may deploy. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n|%".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
