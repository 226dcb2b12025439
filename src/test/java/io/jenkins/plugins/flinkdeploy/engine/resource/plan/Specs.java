package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;

/** Resources for tests, written as differences from one that runs. */
final class Specs {
    private static final String RUNNING =
            """
            {"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment",
             "metadata": {"name": "orders-main", "namespace": "streaming", "generation": 4,
               "labels": {"app.kubernetes.io/managed-by": "flink-deploy"},
               "annotations": {"flinkdeploy.jenkins.io/commit": "1111"}},
             "spec": {"image": "r/orders@sha256:11", "flinkVersion": "v1_19", "mode": "native", "serviceAccount": "flink",
               "flinkConfiguration": {"taskmanager.numberOfTaskSlots": "2", "state.checkpoints.dir": "s3://b/c",
                 "state.savepoints.dir": "s3://b/s", "state.backend.type": "rocksdb"},
               "jobManager": {"resource": {"cpu": 0.5, "memory": "1g"}, "replicas": 1},
               "taskManager": {"resource": {"cpu": 1, "memory": "2g"}},
               "podTemplate": {"spec": {"containers": [{"name": "flink-main-container",
                 "env": [{"name": "STAGE", "value": "prod"}, {"name": "DB_PASSWORD", "value": "first"}]}]}},
               "job": {"jarURI": "local:///opt/flink/usrlib/orders.jar", "parallelism": 2, "upgradeMode": "savepoint",
                 "state": "running", "args": ["--topic", "orders"]}},
             "status": {"lifecycleState": "STABLE"}}
            """;

    private Specs() {}

    static Manifest running() {
        return with("{}");
    }

    /** The running resource with a JSON merge patch laid over it: a null removes. */
    static Manifest with(String patch) {
        ObjectNode tree = (ObjectNode) Json.read(RUNNING);
        merge(tree, Json.read(patch));
        return Manifest.of(tree);
    }

    /** The same over another resource. */
    static Manifest with(Manifest manifest, String patch) {
        ObjectNode tree = manifest.toTree();
        merge(tree, Json.read(patch));
        return Manifest.of(tree);
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(each -> {
            if (each.getValue().isNull()) {
                target.remove(each.getKey());
            } else if (each.getValue().isObject() && target.get(each.getKey()) instanceof ObjectNode inner) {
                merge(inner, each.getValue());
            } else {
                target.set(each.getKey(), each.getValue());
            }
        });
    }
}
