package io.jenkins.plugins.flinkdeploy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flinkdeploy.credentials.CredentialItems;
import io.jenkins.plugins.flinkdeploy.credentials.TargetCredentials;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.kube.KubeconfigPolicy;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A context of a kubeconfig that is kept as a credential. */
public final class KubeconfigConnection extends TargetConnection {
    private final String credentialsId;
    private String context;

    @DataBoundConstructor
    public KubeconfigConnection(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** The context; null for the kubeconfig's current one. */
    @CheckForNull
    public String getContext() {
        return context;
    }

    @DataBoundSetter
    public void setContext(String context) {
        this.context = Util.fixEmptyAndTrim(context);
    }

    @Override
    public ClusterConnection connection(TargetCredentials credentials) {
        return ClusterConnection.ofKubeconfig(
                credentials.kubeconfig(credentialsId),
                "of credential \"" + credentialsId + "\"",
                Optional.ofNullable(context),
                KubeconfigPolicy.CONTROLLER);
    }

    /** Form of this connection. */
    @Extension(ordinal = 20)
    @Symbol("kubeconfig")
    public static final class DescriptorImpl extends ConnectionDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.KubeconfigConnection_displayName();
        }

        @POST
        public FormValidation doCheckCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
            TargetForms.check(item);
            return FormValidation.validateRequired(value);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialItems.ofTargets(item, TargetCredentials.KUBECONFIG, credentialsId);
        }

        @POST
        public FormValidation doTestConnection(
                @AncestorInPath Item item,
                @QueryParameter String credentialsId,
                @QueryParameter String context,
                @QueryParameter String namespace) {
            TargetForms.check(item);
            KubeconfigConnection connection = new KubeconfigConnection(credentialsId);
            connection.setContext(context);
            return test(item, connection, namespace);
        }
    }
}
