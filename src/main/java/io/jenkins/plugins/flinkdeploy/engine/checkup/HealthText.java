package io.jenkins.plugins.flinkdeploy.engine.checkup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report in lines: the state of the whole, then every finding. */
public final class HealthText {
    private static final String FORM = "    %-8s %-20s %s";

    private HealthText() {}

    public static String of(HealthReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.cluster().name() + " in " + report.cluster().namespace() + ": "
                + report.state().words());
        Optional<String> job = Optional.empty();
        for (HealthFinding finding : report.findings()) {
            if (!finding.job().equals(job)) {
                finding.job().ifPresent(name -> lines.add("  " + name));
                job = finding.job();
            }
            lines.add(line(finding));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(HealthFinding finding) {
        boolean beyond = finding.state() != HealthState.OK;
        String limit = finding.limit()
                .filter(any -> beyond)
                .map(most -> " (limit: " + most.text() + ")")
                .orElse("");
        return String.format(
                Locale.ROOT, FORM, finding.state().words(), finding.check().words() + ":", finding.text() + limit);
    }
}
