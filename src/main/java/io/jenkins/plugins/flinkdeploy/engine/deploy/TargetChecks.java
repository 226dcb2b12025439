package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.util.Optional;

/** What a target must have before anything can be deployed to it. */
final class TargetChecks {
    private TargetChecks() {}

    /** What is missing and what to do about it; empty when nothing is. */
    static Optional<String> problem(ResourceId resource, boolean namespaceExists, boolean kindServed) {
        if (!namespaceExists) {
            return Optional.of("The namespace " + resource.namespace()
                    + " does not exist on the target. Create it, or correct the namespace.");
        } else if (!kindServed) {
            return Optional.of("The API server does not know the kind " + resource.kind() + " ("
                    + resource.apiVersion()
                    + "). Install the Apache Flink Kubernetes Operator with its CRDs on the target.");
        }
        return Optional.empty();
    }
}
