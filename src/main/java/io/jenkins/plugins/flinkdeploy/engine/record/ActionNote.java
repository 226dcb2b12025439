package io.jenkins.plugins.flinkdeploy.engine.record;

import java.time.Instant;
import java.util.Optional;

/**
 * Who did what with something that was deployed, as it is kept on the resource.
 *
 * @param id of the action; writing the same one again replaces it
 * @param action {@code start}, {@code stop}, {@code restart} or {@code cancel}
 * @param at when the resource was changed
 * @param by who asked for it
 * @param reason why, in the words of whoever asked for it
 * @param buildUrl the build that did it
 * @param savepoint the state in which it was left, or from which it was started
 * @param doneAt when it came to its end well; while it is empty, it goes on, failed, or nobody waited for it
 */
public record ActionNote(
        String id,
        String action,
        Instant at,
        Optional<String> by,
        Optional<String> reason,
        Optional<String> buildUrl,
        Optional<String> savepoint,
        Optional<Instant> doneAt) {

    /** The same action, which came to its end well. */
    public ActionNote ended(Optional<String> state, Instant when) {
        return new ActionNote(id, action, at, by, reason, buildUrl, state, Optional.of(when));
    }
}
