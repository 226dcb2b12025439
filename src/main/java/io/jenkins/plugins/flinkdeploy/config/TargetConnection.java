package io.jenkins.plugins.flinkdeploy.config;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.flinkdeploy.credentials.GlobalCredentials;
import io.jenkins.plugins.flinkdeploy.credentials.TargetCredentials;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import jenkins.model.Jenkins;

/** How to reach the Kubernetes cluster of a target, and as whom. */
public abstract class TargetConnection extends AbstractDescribableImpl<TargetConnection> implements ExtensionPoint {
    /**
     * The connection, not opened.
     *
     * @throws io.jenkins.plugins.flinkdeploy.engine.model.UserException when a credential is missing or not usable
     */
    public abstract ClusterConnection connection(TargetCredentials credentials);

    /** Form of a connection. */
    public abstract static class ConnectionDescriptor extends Descriptor<TargetConnection> {
        /** Tries a connection out for an administrator. */
        final FormValidation test(TargetConnection connection, String namespace) {
            Jenkins.get().checkPermission(FlinkPermissions.ADMINISTER_TARGETS);
            TargetCredentials credentials = new TargetCredentials(new GlobalCredentials(), Messages.thisTarget());
            return new ConnectionTest(connection, credentials, namespace).run();
        }
    }
}
