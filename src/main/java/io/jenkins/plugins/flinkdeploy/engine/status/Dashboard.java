package io.jenkins.plugins.flinkdeploy.engine.status;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Optional;

/** The address under which an ingress shows Flink's web interface. */
public final class Dashboard {
    private Dashboard() {}

    /** As the specification of a FlinkDeployment says it, without a slash at its end; empty without an ingress. */
    public static Optional<String> of(Manifest deployment) {
        boolean tls = deployment.at("/spec/ingress/tls").size() > 0;
        return deployment
                .textAt("/spec/ingress/template")
                .map(template -> template.replace("{{name}}", deployment.name())
                        .replace("{{namespace}}", deployment.namespace()))
                // What follows is a pattern for the ingress controller and no part of the address.
                .map(address -> address.replaceFirst("\\(.*$", ""))
                .map(address -> address.contains("://") ? address : (tls ? "https://" : "http://") + address)
                .map(address -> address.replaceFirst("/+$", ""));
    }
}
