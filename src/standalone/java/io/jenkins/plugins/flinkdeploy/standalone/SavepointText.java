package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAge;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRecord;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointReport;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Savepoints as the command line shows them. */
final class SavepointText {
    private SavepointText() {}

    static String of(SavepointReport report) {
        StringBuilder text = new StringBuilder()
                .append(report.outcome())
                .append(" after ")
                .append(Text.duration(report.took()))
                .append(": ")
                .append(report.summary());
        for (SavepointReport.JobResult job : report.jobs()) {
            text.append("\n  ").append(job.resource()).append("  ");
            text.append(job.savepoint()
                    .map(SavepointTaken::describe)
                    .orElse(job.result() + job.note().map(note -> ": " + note).orElse("")));
        }
        return text.toString();
    }

    static String of(Map<String, List<SavepointRecord>> taken, Instant now) {
        StringBuilder text = new StringBuilder();
        taken.forEach((resource, records) -> {
            text.append(text.length() == 0 ? "" : "\n").append(resource);
            if (records.isEmpty()) {
                text.append("\n  none was taken by flink-deploy");
            }
            for (SavepointRecord record : records) {
                text.append("\n  ")
                        .append(record.takenAt())
                        .append("  ")
                        .append(record.savepoint().describe())
                        .append("  (")
                        .append(record.savepoint().origin())
                        .append(record.askedBy().map(name -> ", " + name).orElse(""))
                        .append(')');
            }
            records.stream()
                    .findFirst()
                    .map(newest -> Duration.between(newest.takenAt(), now))
                    .filter(age -> age.compareTo(SavepointAge.OLD) > 0)
                    .ifPresent(age -> text.append("\n  warning: the newest is ")
                            .append(Text.duration(age))
                            .append(" old"));
        });
        return text.toString();
    }
}
