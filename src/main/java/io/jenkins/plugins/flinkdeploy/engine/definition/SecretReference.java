package io.jenkins.plugins.flinkdeploy.engine.definition;

/**
 * A value in a Kubernetes Secret; never the value itself.
 *
 * @param secret name of the Secret, in the cluster's namespace
 * @param key which of its entries
 */
public record SecretReference(String secret, String key) {}
