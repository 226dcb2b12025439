package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.io.Serializable;

/**
 * One thing that is wrong (or doubtful, as a warning) in a cluster file or manifest, with the place where it is written.
 *
 * @param file file name as the user knows it
 * @param line first line is 1
 * @param column first column is 1
 * @param path where in the file's structure, for instance {@code clusters.main.taskManager.memory}; empty for the file as a
 *     whole
 * @param message what is wrong, as a sentence
 * @param hint what would be right, as a sentence; empty when there is no good advice
 */
public record Problem(String file, int line, int column, String path, String message, String hint)
        implements Serializable {
    static Problem at(Location location, String path, String message, String hint) {
        return new Problem(location.file(), location.line(), location.column(), path, message, hint);
    }

    /** {@code flink.yaml:12:5: clusters.main.taskManager.memory: 4 has no unit. Write 4g.} */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + message
                + (hint.isEmpty() ? "" : " " + hint);
    }
}
