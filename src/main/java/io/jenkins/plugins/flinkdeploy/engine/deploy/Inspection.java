package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Optional;

/**
 * What the target offers.
 *
 * @param namespaceExists whether the namespace exists
 * @param kindServed whether the operator's kind is installed
 * @param live the resource as it is
 * @param newer the newer commit that is deployed already, for people
 */
public record Inspection(boolean namespaceExists, boolean kindServed, Optional<Manifest> live, Optional<String> newer) {
    public Inspection(boolean namespaceExists, boolean kindServed, Optional<Manifest> live) {
        this(namespaceExists, kindServed, live, Optional.empty());
    }
}
