package io.jenkins.plugins.flinkdeploy.engine.image;

import java.util.List;

/** Is shown what is on its way while an image is built: the lines above the last on a terminal. */
@FunctionalInterface
public interface BuildProgress {
    /** Shows nothing. */
    BuildProgress NONE = transfers -> {};

    /** Takes all transfers under way, in the order they began. Called often, from several threads, one after another. */
    void show(List<Transfer> transfers);
}
