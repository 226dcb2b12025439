package io.jenkins.plugins.flinkdeploy.multibranch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.flinkdeploy.config.JobForms;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Where some branches are deployed to. */
public final class BranchTarget extends AbstractDescribableImpl<BranchTarget> {
    private final String branches;
    private String target;
    private String environment;

    /** @param branches names of branches with spaces or commas between them, in which {@code *} stands for anything */
    @DataBoundConstructor
    public BranchTarget(String branches) {
        this.branches = Util.fixNull(branches).trim();
    }

    public String getBranches() {
        return branches;
    }

    /** Name of the target; null for the environment of the cluster, or the only target that there is. */
    @CheckForNull
    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    /** Whose clusters and whose file are meant; null for those of the target. */
    @CheckForNull
    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    boolean isFor(String branch) {
        return Arrays.stream(branches.split("[,\\s]+"))
                .filter(pattern -> !pattern.isEmpty())
                .anyMatch(pattern -> matches(pattern, branch));
    }

    private static boolean matches(String pattern, String branch) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return branch.matches(regex);
    }

    /** Form of one line. */
    @OptionalExtension
    public static final class DescriptorImpl extends Descriptor<BranchTarget> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.BranchTarget_displayName();
        }

        @POST
        public FormValidation doCheckBranches(@AncestorInPath Item item, @QueryParameter String value) {
            return JobForms.maySee(item) && Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.error(Messages.BranchTarget_noBranches())
                    : FormValidation.ok();
        }

        @POST
        public ComboBoxModel doFillTargetItems(@AncestorInPath Item item) {
            return JobForms.targets(item);
        }

        @POST
        public FormValidation doCheckTarget(@AncestorInPath Item item, @QueryParameter String value) {
            return JobForms.checkTarget(item, value);
        }
    }
}
