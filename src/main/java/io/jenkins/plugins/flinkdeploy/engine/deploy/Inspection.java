package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Optional;

/**
 * What the target offers.
 *
 * @param namespaceExists whether the namespace exists
 * @param kindServed whether the operator's kind is installed
 * @param live the resource as it is
 */
public record Inspection(boolean namespaceExists, boolean kindServed, Optional<Manifest> live) {}
