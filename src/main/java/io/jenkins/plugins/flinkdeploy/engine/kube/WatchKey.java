package io.jenkins.plugins.flinkdeploy.engine.kube;

import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;

/** What one shared watch covers. */
record WatchKey(String apiVersion, String kind, String namespace) {
    static WatchKey of(ResourceId id) {
        return new WatchKey(id.apiVersion(), id.kind(), id.namespace());
    }

    @Override
    public String toString() {
        return kind + " in " + (namespace.isEmpty() ? "all namespaces" : namespace);
    }
}
