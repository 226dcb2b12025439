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
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An API server by its address. */
public final class ApiServerConnection extends TargetConnection {
    private final String url;
    private String caCertificate;
    private String credentialsId;

    @DataBoundConstructor
    public ApiServerConnection(String url) {
        this.url = Util.fixNull(url).trim();
    }

    public String getUrl() {
        return url;
    }

    /** PEM certificates that the server's certificate must come from; null for the authorities that Java knows. */
    @CheckForNull
    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Util.fixEmptyAndTrim(caCertificate);
    }

    /** Id of a token, or of user and password; null for anonymous access. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    @Override
    public ClusterConnection connection(TargetCredentials credentials) {
        return ClusterConnection.of(
                url,
                Optional.ofNullable(caCertificate),
                Optional.ofNullable(credentialsId).map(credentials::apiServer),
                false);
    }

    /** Form of this connection. */
    @Extension(ordinal = 10)
    @Symbol("apiServer")
    public static final class DescriptorImpl extends ConnectionDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ApiServerConnection_displayName();
        }

        @POST
        public FormValidation doCheckUrl(@AncestorInPath Item item, @QueryParameter String value) {
            TargetForms.check(item);
            String given = Util.fixNull(value).trim();
            if (given.startsWith("https://")) {
                return FormValidation.ok();
            }
            return given.startsWith("http://")
                    ? FormValidation.warning(Messages.ApiServerConnection_plainHttp())
                    : FormValidation.error(Messages.ApiServerConnection_badUrl());
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialItems.ofTargets(item, TargetCredentials.API_SERVER, credentialsId);
        }

        @POST
        public FormValidation doTestConnection(
                @AncestorInPath Item item,
                @QueryParameter String url,
                @QueryParameter String caCertificate,
                @QueryParameter String credentialsId,
                @QueryParameter String namespace) {
            TargetForms.check(item);
            ApiServerConnection connection = new ApiServerConnection(url);
            connection.setCaCertificate(caCertificate);
            connection.setCredentialsId(credentialsId);
            return test(item, connection, namespace);
        }
    }
}
