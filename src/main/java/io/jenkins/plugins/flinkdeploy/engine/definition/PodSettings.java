package io.jenkins.plugins.flinkdeploy.engine.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;

/**
 * What holds for all pods of a cluster.
 *
 * @param env environment variables
 * @param secrets environment variables whose values are in Kubernetes Secrets
 * @param nodeSelector labels that a node must have
 * @param tolerations as in a pod specification
 * @param serviceAccount the pods' service account
 */
public record PodSettings(
        Map<String, String> env,
        Map<String, SecretReference> secrets,
        Map<String, String> nodeSelector,
        ArrayNode tolerations,
        String serviceAccount) {}
