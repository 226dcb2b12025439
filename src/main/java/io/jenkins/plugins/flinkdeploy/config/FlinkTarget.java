package io.jenkins.plugins.flinkdeploy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flinkdeploy.credentials.CredentialItems;
import io.jenkins.plugins.flinkdeploy.credentials.RegistryLogin;
import java.util.regex.Pattern;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A named place to deploy to: a Kubernetes cluster under some identity, a namespace, and an image registry. */
public final class FlinkTarget extends AbstractDescribableImpl<FlinkTarget> {
    static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final String name;
    private final TargetConnection connection;
    private String namespace;
    private String registryCredentialsId;
    private boolean allowInsecureRegistry;
    private String allowedJobs;

    /**
     * @param name what cluster files and steps call it
     * @param connection how to reach it
     */
    @DataBoundConstructor
    public FlinkTarget(String name, TargetConnection connection) {
        this.name = Util.fixNull(name).trim();
        this.connection = connection;
    }

    public String getName() {
        return name;
    }

    public TargetConnection getConnection() {
        return connection;
    }

    /** The namespace for clusters whose file names none; null for the one that the connection gives. */
    @CheckForNull
    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Util.fixEmptyAndTrim(namespace);
    }

    /** Id of user and password for the image registry; null when the agent's own Docker configuration knows them. */
    @CheckForNull
    public String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(String registryCredentialsId) {
        this.registryCredentialsId = Util.fixEmptyAndTrim(registryCredentialsId);
    }

    /** Whether plain HTTP, or TLS that cannot be verified, is allowed to the image registry. */
    public boolean isAllowInsecureRegistry() {
        return allowInsecureRegistry;
    }

    @DataBoundSetter
    public void setAllowInsecureRegistry(boolean allowInsecureRegistry) {
        this.allowInsecureRegistry = allowInsecureRegistry;
    }

    /** Which jobs may use it, as {@link JobPatterns}; null for all. */
    @CheckForNull
    public String getAllowedJobs() {
        return allowedJobs;
    }

    @DataBoundSetter
    public void setAllowedJobs(String allowedJobs) {
        this.allowedJobs = Util.fixEmptyAndTrim(allowedJobs);
    }

    boolean isFor(String job) {
        return new JobPatterns(allowedJobs).include(job);
    }

    /** Form of a target. */
    @Extension
    @Symbol("flinkTarget")
    public static final class DescriptorImpl extends Descriptor<FlinkTarget> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkTarget_displayName();
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            TargetForms.check(item);
            return FormValidation.validateRequired(value);
        }

        @POST
        public FormValidation doCheckNamespace(@AncestorInPath Item item, @QueryParameter String value) {
            TargetForms.check(item);
            String given = Util.fixEmptyAndTrim(value);
            return given == null || NAMESPACE.matcher(given).matches()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.FlinkTarget_badNamespace());
        }

        @POST
        public FormValidation doCheckAllowedJobs(@AncestorInPath Item item, @QueryParameter String value) {
            TargetForms.check(item);
            return Util.fixNull(value).lines().map(String::strip).anyMatch(line -> line.startsWith("/"))
                    ? FormValidation.error(Messages.FlinkTarget_slash())
                    : FormValidation.ok();
        }

        @POST
        public ListBoxModel doFillRegistryCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String registryCredentialsId) {
            return CredentialItems.ofTargets(item, RegistryLogin.kinds(), registryCredentialsId);
        }
    }
}
