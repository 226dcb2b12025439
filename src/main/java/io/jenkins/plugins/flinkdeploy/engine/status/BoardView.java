package io.jenkins.plugins.flinkdeploy.engine.status;

import java.util.List;
import java.util.Optional;

/**
 * All clusters of a namespace at one moment.
 *
 * @param version grows with every change of the rest
 * @param rows in the order of their names
 * @param current whether the watches are open, so that nothing newer is known to nobody
 * @param problem why they are not, as far as that was found out
 */
public record BoardView(long version, List<BoardRow> rows, boolean current, Optional<String> problem) {
    public BoardView {
        rows = List.copyOf(rows);
    }
}
