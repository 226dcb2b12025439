package io.jenkins.plugins.flinkdeploy.run;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;

/** Remembers which runs built an image. A failure is logged, and is none of the run. */
public interface ImageTracker extends ExtensionPoint {
    void built(Run<?, ?> run, BuiltImage image);

    static ExtensionList<ImageTracker> all() {
        return ExtensionList.lookup(ImageTracker.class);
    }
}
