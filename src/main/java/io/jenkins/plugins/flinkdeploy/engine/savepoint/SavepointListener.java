package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import java.util.List;

/** Hears of every change of a savepoint run; saves it and shows it. */
@FunctionalInterface
public interface SavepointListener {
    /**
     * The run changed.
     *
     * @param run its new state, to be saved
     * @param lines what to tell the person who watches, one line each; may be empty
     */
    void changed(SavepointRun run, List<String> lines);
}
