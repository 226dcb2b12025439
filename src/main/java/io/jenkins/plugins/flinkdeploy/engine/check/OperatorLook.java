package io.jenkins.plugins.flinkdeploy.engine.check;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks for the operator's own Deployment, and tells its version by that, else by the kinds that it brought. */
final class OperatorLook {
    private static final String LABEL = "app.kubernetes.io/name=flink-kubernetes-operator";

    private final ClusterApi cluster;
    private final Set<String> served;

    /** @param served kinds of Flink that the API server serves */
    OperatorLook(ClusterApi cluster, Set<String> served) {
        this.cluster = cluster;
        this.served = served;
    }

    List<Finding> look() {
        List<Manifest> operators;
        try {
            operators = cluster.list("apps/v1", "Deployment", "", LABEL);
        } catch (ClusterException e) {
            if (e.kind() != ClusterException.Kind.FORBIDDEN) {
                throw e;
            }
            return List.of(new Finding(
                    Finding.Level.OK,
                    "The operator's own Deployment may not be looked at (list deployments in all namespaces); "
                            + byKinds()));
        }
        if (operators.isEmpty()) {
            return List.of(new Finding(
                    Finding.Level.OK,
                    "No Deployment has the label " + LABEL + ", so the operator is installed in another way; "
                            + byKinds()));
        }
        List<Finding> findings = new ArrayList<>();
        operators.forEach(operator -> findings.add(judge(operator)));
        return findings;
    }

    private static Finding judge(Manifest operator) {
        String place = operator.namespace() + "/" + operator.name();
        String version = operator.label("app.kubernetes.io/version")
                .or(() -> operator.textAt("/spec/template/spec/containers/0/image")
                        .map(image -> "of image " + image))
                .orElse("of unknown version");
        return operator.at("/status/availableReplicas").asInt() > 0
                ? new Finding(Finding.Level.OK, "The operator " + version + " runs as " + place + ".")
                : new Finding(
                        Finding.Level.LIMITED,
                        "The operator " + version + " (" + place
                                + ") has no pod that is ready, so nothing that is deployed will start.");
    }

    /** See docs/rbac.md: 1.10 brought FlinkStateSnapshot, 1.13 FlinkBlueGreenDeployment. */
    private String byKinds() {
        String age = served.contains("FlinkBlueGreenDeployment")
                ? "1.13 or newer"
                : served.contains("FlinkStateSnapshot") ? "1.10 to 1.12" : "older than 1.10";
        return "by its kinds it is " + age + ".";
    }
}
