package io.jenkins.plugins.flinkdeploy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.run.DeployParameters;
import io.jenkins.plugins.flinkdeploy.run.SettingTexts;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Deploys a Flink cluster that a cluster file, or a manifest, describes. All parameters may be left out. */
public final class FlinkDeployStep extends Step {
    private final DeployParameters parameters = new DeployParameters();

    @DataBoundConstructor
    public FlinkDeployStep() {
        // Everything has a default.
    }

    public String getFile() {
        return parameters.getFile();
    }

    @DataBoundSetter
    public void setFile(String file) {
        parameters.setFile(file);
    }

    @CheckForNull
    public String getCluster() {
        return parameters.getCluster();
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        parameters.setCluster(cluster);
    }

    @CheckForNull
    public String getTarget() {
        return parameters.getTarget();
    }

    @DataBoundSetter
    public void setTarget(String target) {
        parameters.setTarget(target);
    }

    @CheckForNull
    public String getNamespace() {
        return parameters.getNamespace();
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        parameters.setNamespace(namespace);
    }

    @CheckForNull
    public String getCommit() {
        return parameters.getCommit();
    }

    @DataBoundSetter
    public void setCommit(String commit) {
        parameters.setCommit(commit);
    }

    @CheckForNull
    public String getTimeout() {
        return parameters.getTimeout();
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        parameters.setTimeout(timeout);
    }

    @CheckForNull
    public String getSoak() {
        return parameters.getSoak();
    }

    @DataBoundSetter
    public void setSoak(String soak) {
        parameters.setSoak(soak);
    }

    @CheckForNull
    public String getRollback() {
        return parameters.getRollback();
    }

    @DataBoundSetter
    public void setRollback(String rollback) {
        parameters.setRollback(rollback);
    }

    @CheckForNull
    public String getSavepoint() {
        return parameters.getSavepoint();
    }

    @DataBoundSetter
    public void setSavepoint(String savepoint) {
        parameters.setSavepoint(savepoint);
    }

    public boolean isDryRun() {
        return parameters.isDryRun();
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        parameters.setDryRun(dryRun);
    }

    public boolean isForce() {
        return parameters.isForce();
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        parameters.setForce(force);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new FlinkDeployStepExecution(context, parameters);
    }

    /** Form of the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FilePath.class);
        }

        @Override
        public String getFunctionName() {
            return "flinkDeploy";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkDeployStep_displayName();
        }

        @POST
        public ComboBoxModel doFillTargetItems(@AncestorInPath Item item) {
            ComboBoxModel items = new ComboBoxModel();
            if (mayConfigure(item)) {
                FlinkDeployConfiguration.get().getTargets().stream()
                        .map(FlinkTarget::getName)
                        .forEach(items::add);
            }
            return items;
        }

        @POST
        public FormValidation doCheckTarget(@AncestorInPath Item item, @QueryParameter String value) {
            String name = Util.fixEmptyAndTrim(value);
            if (!mayConfigure(item)
                    || name == null
                    || FlinkDeployConfiguration.get().target(name).isPresent()) {
                return FormValidation.ok();
            }
            return FormValidation.warning(Messages.FlinkDeployStep_unknownTarget());
        }

        @POST
        public ListBoxModel doFillRollbackItems(@AncestorInPath Item item) {
            return mayConfigure(item) ? choices(RollbackPolicy.class) : new ListBoxModel();
        }

        @POST
        public ListBoxModel doFillSavepointItems(@AncestorInPath Item item) {
            return mayConfigure(item) ? choices(SavepointPolicy.class) : new ListBoxModel();
        }

        @POST
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return mayConfigure(item) ? duration("timeout", value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckSoak(@AncestorInPath Item item, @QueryParameter String value) {
            return mayConfigure(item) ? duration("soak", value) : FormValidation.ok();
        }

        private static boolean mayConfigure(Item item) {
            return item == null
                    ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                    : item.hasPermission(Item.EXTENDED_READ);
        }

        private static ListBoxModel choices(Class<? extends Enum<?>> type) {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.FlinkDeployStep_asInFile(), "");
            SettingTexts.written(type).forEach(items::add);
            return items;
        }

        private static FormValidation duration(String name, String value) {
            String text = Util.fixEmptyAndTrim(value);
            try {
                if (text != null) {
                    SettingTexts.duration(name, text);
                }
                return FormValidation.ok();
            } catch (UserException e) {
                return FormValidation.error(
                        e.problem() + e.remedy().map(remedy -> " " + remedy).orElse(""));
            }
        }
    }
}
