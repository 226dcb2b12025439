package io.jenkins.plugins.flinkdeploy.engine.check;

import java.util.Locale;

/** Writes a report for people, a line for each finding. */
public final class CheckText {
    private CheckText() {}

    public static String write(CheckReport report) {
        StringBuilder text = new StringBuilder();
        report.findings()
                .forEach(finding -> text.append(
                        "%-8s %s%n".formatted(finding.level().name().toLowerCase(Locale.ROOT), finding.text())));
        if (!report.rulesToAdd().isEmpty()) {
            text.append("%nAdd to the rules of a Role that the identity is bound to in namespace %s:%n%n%s"
                    .formatted(report.namespace(), report.rulesToAdd().indent(2)));
        }
        return text.toString();
    }
}
