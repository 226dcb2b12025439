package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.prune.Kept;
import io.jenkins.plugins.flinkdeploy.engine.prune.Leftover;
import io.jenkins.plugins.flinkdeploy.engine.prune.PruneList;
import io.jenkins.plugins.flinkdeploy.engine.prune.PruneResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was found and removed, in lines. */
final class PruneText {
    private PruneText() {}

    static List<String> of(PruneList found) {
        List<String> lines = new ArrayList<>();
        for (Leftover leftover : found.leftovers()) {
            lines.add(leftover.resource() + ": not declared any more; " + leftover.state()
                    + (leftover.stateful() ? ", keeps state" : ""));
            lines.add("    deployed"
                    + leftover.at().map(Instant::toString).map(at -> " " + at).orElse("")
                    + leftover.by().map(who -> " by " + who).orElse("")
                    + leftover.commit()
                            .map(commit -> ", commit " + Text.commit(commit))
                            .orElse("")
                    + leftover.buildUrl().map(url -> ", " + url).orElse("") + " (deployment " + leftover.deploymentId()
                    + ")");
        }
        for (Kept kept : found.kept()) {
            lines.add(kept.resource() + ": left alone. " + kept.why());
        }
        if (found.leftovers().isEmpty()) {
            lines.add("Nothing is left over.");
        }
        return lines;
    }

    static String of(PruneResult result) {
        String how =
                switch (result.outcome()) {
                    case REMOVED -> "removed. ";
                    case REMOVING -> "is being removed. ";
                    case LEFT -> "NOT removed. ";
                };
        return result.resource() + ": " + how + result.note()
                + (result.savepoints().isEmpty() ? "" : " Its state: " + String.join(", ", result.savepoints()));
    }
}
