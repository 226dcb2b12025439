package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.util.List;
import java.util.Map;

/** Revisions as people read them. */
public final class RevisionText {
    private RevisionText() {}

    /** @param revisions by resource, newest first */
    public static String of(Map<String, List<RevisionLine>> revisions) {
        StringBuilder text = new StringBuilder();
        revisions.forEach((resource, lines) -> {
            text.append(text.length() == 0 ? "" : "\n").append(resource);
            if (lines.isEmpty()) {
                text.append("\n  no revisions; they are written by deployments that went well");
            }
            lines.forEach(line -> text.append("\n").append(of(line)));
        });
        return text.toString();
    }

    private static String of(RevisionLine line) {
        StringBuilder text = new StringBuilder(line.current() ? "* " : "  ")
                .append(String.format("%4d  ", line.number()))
                .append(line.deployedAt())
                .append("  ")
                .append(line.commit().map(Text::commit).orElse("no commit"));
        line.deployedBy().ifPresent(name -> text.append("  ").append(name));
        line.savepoint().ifPresent(path -> text.append("  ").append(path));
        return text.append(line.rolledBack() ? "  (rolled back)" : "").toString();
    }
}
