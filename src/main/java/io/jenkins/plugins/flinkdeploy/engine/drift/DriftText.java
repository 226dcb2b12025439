package io.jenkins.plugins.flinkdeploy.engine.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What drifted, in lines, for people. */
public final class DriftText {
    private DriftText() {}

    /** Several lines, each ending in a line feed. */
    public static String of(List<ResourceDrift> resources) {
        List<String> lines = new ArrayList<>();
        for (ResourceDrift each : resources) {
            lines.add(each.resource() + ": " + (each.drifted() ? "DRIFTED" : "in sync"));
            if (each.missing()) {
                lines.add("    missing:  It is not there: it was never deployed, or somebody removed it.");
            }
            each.stopped().ifPresent(who -> lines.add("    stopped:  " + who));
            each.behind().ifPresent(why -> lines.add("    behind:   " + why));
            each.edits().forEach(edit -> lines.add("    edited:   " + describe(edit)));
            each.notes().forEach(note -> lines.add("    note:     " + note));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String describe(Edit edit) {
        String values = edit.applied().equals(edit.live())
                ? "changed (hidden)"
                : edit.applied().orElse("(not applied)") + " -> " + edit.live().orElse("(removed)");
        return edit.path() + "  " + values
                + edit.by().map(who -> ", by " + who).orElse("")
                + edit.at().map(Instant::toString).map(at -> " at " + at).orElse("")
                + " (" + edit.effect() + ")";
    }
}
