package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.util.Optional;

/** Knows which commit of a repository came after which. */
@FunctionalInterface
public interface CommitHistory {
    /** Knows nothing. */
    CommitHistory UNKNOWN = (one, other) -> Optional.empty();

    /** How one commit stands to another. */
    enum Relation {
        /** It is an ancestor of the other one. */
        OLDER,
        /** The other one is its ancestor. */
        NEWER,
        /** Neither: the same one, or on branches that parted. */
        NEITHER
    }

    /**
     * How a commit stands to another one.
     *
     * @return empty when the repository is not at hand, or does not have both of them
     */
    Optional<Relation> relation(String one, String other);
}
