package io.jenkins.plugins.flinkdeploy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import hudson.util.FormValidation;
import io.jenkins.plugins.flinkdeploy.credentials.GroupCredentials;
import io.jenkins.plugins.flinkdeploy.credentials.TargetCredentials;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
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
        /** Tries a connection out, of a folder or without one of Jenkins. */
        final FormValidation test(@CheckForNull Item item, TargetConnection connection, String namespace) {
            TargetForms.check(item);
            ItemGroup<?> place =
                    item == null ? Jenkins.get() : item instanceof ItemGroup<?> folder ? folder : item.getParent();
            TargetCredentials credentials =
                    new TargetCredentials(new GroupCredentials(place, ACL.SYSTEM2), Messages.thisTarget());
            return new ConnectionTest(connection, credentials, namespace).run();
        }
    }
}
