package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Map;
import java.util.Optional;

/**
 * The way to Flink's dashboard from outside the cluster.
 *
 * @param template the operator's form, host and path, in which it replaces {@code {{name}}} and {@code {{namespace}}}
 * @param className ingress class
 * @param annotations for the ingress controller
 */
public record IngressDefinition(String template, Optional<String> className, Map<String, String> annotations) {}
