package io.jenkins.plugins.flinkdeploy.engine.prune;

import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.List;

/**
 * What came of removing a leftover.
 *
 * @param resource what it was
 * @param outcome what happened
 * @param savepoints the savepoints that hold its state
 * @param note a sentence
 */
public record PruneResult(ResourceId resource, Outcome outcome, List<String> savepoints, String note) {
    /** What happened with a leftover. */
    public enum Outcome {
        /** It is gone. */
        REMOVED,
        /** The API server took the removal, and the operator is still at it. */
        REMOVING,
        /** It is as it was. */
        LEFT
    }

    public PruneResult {
        savepoints = List.copyOf(savepoints);
    }
}
