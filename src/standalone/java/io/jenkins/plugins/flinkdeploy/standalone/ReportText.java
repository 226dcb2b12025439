package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.ColourChange;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupReport;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.io.PrintWriter;

/** The last lines of a deployment on the command line. */
final class ReportText {
    private ReportText() {}

    static void print(Report report, PrintWriter out) {
        out.println();
        out.println(report.outcome() + " after " + Text.duration(report.took()) + ": " + report.summary());
        row(
                out,
                "commit",
                report.fromCommit().map(Text::commit).map(from -> from + " -> ").orElse("")
                        + report.commit().map(Text::commit).orElse(""));
        report.image().ifPresent(image -> row(out, "image", image.reference()));
        report.generation().ifPresent(generation -> row(out, "generation", generation.toString()));
        for (SavepointTaken savepoint : report.savepoints()) {
            row(out, "savepoint", savepoint.describe());
        }
        report.colours()
                .map(ColourChange::text)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> row(out, "colour", text));
        report.restoredFrom().ifPresent(path -> row(out, "restored", path));
        report.downtime().ifPresent(time -> row(out, "downtime", Text.duration(time)));
        row(out, "timeline", report.timeline());
    }

    /** What became of each target of a group, and of the group as a whole. */
    static void print(GroupReport report, PrintWriter out) {
        out.println();
        out.println(report.outcome() + " after " + Text.duration(report.took()) + ": " + report.summary());
        report.targets()
                .forEach(target -> out.println(String.format(
                        "  %-14s  %s", target.fate(), target.deployment().resource())));
    }

    private static void row(PrintWriter out, String name, String value) {
        if (!value.isBlank()) {
            out.println(String.format("  %-10s  %s", name, value));
        }
    }
}
