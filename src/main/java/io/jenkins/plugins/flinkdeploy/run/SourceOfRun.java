package io.jenkins.plugins.flinkdeploy.run;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.Optional;

/** Knows, for a kind of source control, what a run checked out. */
public interface SourceOfRun extends ExtensionPoint {
    /** What the run checked out last, empty when it was not of this kind. */
    Optional<Checkout> checkout(Run<?, ?> run);

    /** The checkout that the first extension knows of. */
    static Optional<Checkout> find(Run<?, ?> run) {
        return ExtensionList.lookup(SourceOfRun.class).stream()
                .map(source -> source.checkout(run))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * What was checked out.
     *
     * @param commit full id of the commit
     * @param repository address of the repository
     */
    record Checkout(String commit, Optional<String> repository) {}
}
