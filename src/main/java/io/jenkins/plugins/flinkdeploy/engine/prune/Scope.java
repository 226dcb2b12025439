package io.jenkins.plugins.flinkdeploy.engine.prune;

import io.jenkins.plugins.flinkdeploy.engine.deploy.CommitHistory;
import java.util.Optional;
import java.util.Set;

/**
 * What may be called a leftover at all.
 *
 * @param declared what stays
 * @param gone services of which no configuration is left, named by a person
 * @param head the commit that the configurations were read from; empty outside of a repository
 * @param history knows which commit came after which
 * @param anyCommit whether leftovers of commits that are not known to be earlier count, too
 */
public record Scope(
        Declared declared, Set<String> gone, Optional<String> head, CommitHistory history, boolean anyCommit) {
    public Scope {
        gone = Set.copyOf(gone);
    }

    boolean includes(String service) {
        return declared.services().contains(service) || gone.contains(service);
    }
}
