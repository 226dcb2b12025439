package io.jenkins.plugins.flinkdeploy.run;

import hudson.AbortException;
import java.util.concurrent.CompletableFuture;

/**
 * Work of a step that waits for a cluster, and holds no thread meanwhile.
 *
 * @param <R> what it finds out
 */
public interface Waiting<R> {
    /** Completes with the result of work that did what was asked, else with an {@link AbortException}. */
    CompletableFuture<R> end();

    /** A person, or a time limit, wants it to end; it does so after what is being done right now. */
    void abort(String by);

    /** One short line on what it is doing. */
    String status();
}
