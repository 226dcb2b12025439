package io.jenkins.plugins.flinkdeploy.engine.kube;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi.Change;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Map;

/** Hears a shared watch. Called under its lock: only notes what happened and returns. Keys are {@code namespace/name}. */
interface WatchListener {
    /** What is there when this listener joined, once. */
    void listed(Map<String, Manifest> present);

    void changed(Change change);

    /** The watch was lost and is back; the differences were told as changes already. */
    void relisted(Map<String, Manifest> present);

    /** No more calls. */
    void close();
}
