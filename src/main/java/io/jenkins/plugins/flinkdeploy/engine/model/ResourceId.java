package io.jenkins.plugins.flinkdeploy.engine.model;

import java.util.Objects;

/**
 * Which Kubernetes object is meant: its API version, kind, namespace and name.
 *
 * @param apiVersion group and version as in a manifest, for instance {@code flink.apache.org/v1beta1} or {@code v1}
 * @param kind the kind as in a manifest, for instance {@code FlinkDeployment}
 * @param namespace the namespace; every kind that flink-deploy touches is namespaced
 * @param name the object's name
 */
public record ResourceId(String apiVersion, String kind, String namespace, String name) {
    /** Group and version of the operator's resources. */
    public static final String FLINK_API = "flink.apache.org/v1beta1";

    public ResourceId {
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
    }

    /** The API group, empty for the core group. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** The version without its group. */
    public String version() {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /** {@code FlinkDeployment streaming/orders-main}, the form used in logs and errors. */
    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}
