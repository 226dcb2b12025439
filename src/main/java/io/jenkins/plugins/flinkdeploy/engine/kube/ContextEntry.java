package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;

/** A context of a kubeconfig with its cluster and user, in the words of the kubeconfig format. */
record ContextEntry(String name, String namespace, ObjectNode cluster, ObjectNode user) {
    ContextEntry {
        cluster = cluster.deepCopy();
        user = user.deepCopy();
    }

    /** A kubeconfig with nothing but this context. */
    ObjectNode toKubeconfig() {
        ObjectNode kubeconfig = Json.object().put("apiVersion", "v1").put("kind", "Config");
        kubeconfig.put("current-context", name);
        kubeconfig.putArray("clusters").addObject().put("name", "cluster").set("cluster", cluster.deepCopy());
        kubeconfig.putArray("users").addObject().put("name", "user").set("user", user.deepCopy());
        ObjectNode context =
                kubeconfig.putArray("contexts").addObject().put("name", name).putObject("context");
        context.put("cluster", "cluster").put("user", "user").put("namespace", namespace);
        return kubeconfig;
    }
}
