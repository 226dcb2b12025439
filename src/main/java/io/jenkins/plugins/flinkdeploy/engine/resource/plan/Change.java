package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import java.util.Optional;

/**
 * One field that differs.
 *
 * @param path in the words of the cluster file where it has any ({@code taskManager.memory}), else as in the resource
 * @param resourcePath as in the resource ({@code spec.taskManager.resource.memory})
 * @param from what is there now, empty when it is not set; never a secret
 * @param to what would be there, empty when it is removed; never a secret
 * @param hidden whether values were replaced because they look like secrets
 * @param impact what the change does
 * @param note why the impact is what it is, where that is not plain; may be empty
 */
public record Change(
        String path,
        String resourcePath,
        Optional<String> from,
        Optional<String> to,
        boolean hidden,
        Impact impact,
        String note) {

    /** {@code taskManager.memory 2g -> 4g (restarts the job)}. */
    @Override
    public String toString() {
        return path + " " + values() + " (" + effect() + ")";
    }

    Change with(Impact other) {
        return new Change(path, resourcePath, from, to, hidden, other, note);
    }

    /** {@code 2g -> 4g}, {@code (not set) -> 4g}, {@code 2g -> (removed)}; {@code changed (hidden)} for secrets. */
    String values() {
        if (hidden && from.equals(to)) {
            return "changed " + Secrets.HIDDEN;
        }
        return from.orElse("(not set)") + " -> " + to.orElse("(removed)");
    }

    /** {@code restarts the job}, with the note if there is one. */
    String effect() {
        return impact.words() + (note.isEmpty() ? "" : ": " + note);
    }
}
