package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNote;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNotes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that a person did with a cluster or one of its jobs.
 *
 * @param resource name of the resource that it was done with
 */
public record ActionStatus(String resource, ActionNote note) {
    /** How many of the last actions a status tells. */
    private static final int SHOWN = 5;

    static List<ActionStatus> of(Stream<Manifest> resources) {
        return resources
                .flatMap(resource ->
                        ActionNotes.of(resource).stream().map(note -> new ActionStatus(resource.name(), note)))
                .sorted(Comparator.comparing(
                                (ActionStatus action) -> action.note().at())
                        .reversed())
                .limit(SHOWN)
                .toList();
    }
}
