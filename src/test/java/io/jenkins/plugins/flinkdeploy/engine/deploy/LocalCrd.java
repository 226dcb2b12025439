package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A local API server that knows FlinkDeployments, without an operator. */
public final class LocalCrd {
    private static final String CRD =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: flinkdeployments.flink.apache.org}
            spec:
              group: flink.apache.org
              names: {kind: FlinkDeployment, listKind: FlinkDeploymentList, plural: flinkdeployments, singular: flinkdeployment}
              scope: Namespaced
              versions:
                - name: v1beta1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec: {type: object, x-kubernetes-preserve-unknown-fields: true}
                        status: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;

    private LocalCrd() {}

    /** A server with the namespace {@code streaming}. */
    public static LocalApiServer start() {
        LocalApiServer server = LocalApiServer.start(0);
        server.createNamespace("streaming");
        install(server, "FlinkDeployment");
        return server;
    }

    /** Lets a server know another of the operator's kinds, with any specification. */
    public static void install(LocalApiServer server, String kind) {
        String definition =
                CRD.replace("FlinkDeployment", kind).replace("flinkdeployment", kind.toLowerCase(Locale.ROOT));
        server.installCrds(new ByteArrayInputStream(definition.getBytes(StandardCharsets.UTF_8)));
    }

    /** A connection to it. */
    public static ClusterApi connect(LocalApiServer server) {
        return ClusterConnection.of(server.url(), Optional.empty(), Optional.empty(), false)
                .connect();
    }
}
