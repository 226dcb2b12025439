package io.jenkins.plugins.flinkdeploy.config;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.flinkdeploy.credentials.TargetCredentials;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens a connection, asks what a deployment needs to know, and closes it. */
final class ConnectionTest {
    private static final Logger LOGGER = Logger.getLogger(ConnectionTest.class.getName());
    private static final String KIND = "FlinkDeployment";

    private final TargetConnection target;
    private final TargetCredentials credentials;
    private final String namespace;

    ConnectionTest(TargetConnection target, TargetCredentials credentials, String namespace) {
        this.target = target;
        this.credentials = credentials;
        this.namespace = Util.fixEmptyAndTrim(namespace);
    }

    FormValidation run() {
        try {
            ClusterConnection connection = target.connection(credentials);
            try (ClusterApi cluster = connection.connect()) {
                return judge(cluster, connection.url(), namespace == null ? connection.namespace() : namespace);
            }
        } catch (UserException | ClusterException e) {
            LOGGER.log(Level.FINE, e, () -> "Connection test failed");
            return FormValidation.error(e.getMessage());
        }
    }

    private static FormValidation judge(ClusterApi cluster, String url, String namespace) {
        String version = cluster.serverVersion();
        if (!cluster.serves(ResourceId.FLINK_API, KIND)) {
            return FormValidation.warning(Messages.ConnectionTest_noOperator(version, url));
        }
        if (!cluster.namespaceExists(namespace)) {
            return FormValidation.warning(Messages.ConnectionTest_noNamespace(version, url, namespace));
        }
        return FormValidation.ok(Messages.ConnectionTest_ok(version, url, namespace));
    }
}
