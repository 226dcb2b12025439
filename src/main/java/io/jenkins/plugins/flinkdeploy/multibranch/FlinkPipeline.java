package io.jenkins.plugins.flinkdeploy.multibranch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.flinkdeploy.config.JobForms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the built-in pipeline of a project without a Jenkinsfile does; all of it may be left out. */
public final class FlinkPipeline extends AbstractDescribableImpl<FlinkPipeline> {
    /** The cluster file that makes a branch one of ours when no other is named. */
    public static final String DEFAULT_FILE = "flink.yaml";

    private String file;
    private String files;
    private String sharedFiles;
    private String buildCommand;
    private String agent;

    /** A plain list, so that the project's configuration stays readable; never changed in place. */
    private List<BranchTarget> branches = new ArrayList<>();

    @DataBoundConstructor
    public FlinkPipeline() {}

    /** Path of the cluster file in the repository. */
    public String getFile() {
        return file == null ? DEFAULT_FILE : file;
    }

    @DataBoundSetter
    public void setFile(String file) {
        String given = Util.fixEmptyAndTrim(file);
        this.file = DEFAULT_FILE.equals(given) ? null : given;
    }

    /** Paths and patterns of the cluster files of a repository with several; null for the one file. */
    @CheckForNull
    public String getFiles() {
        return files;
    }

    @DataBoundSetter
    public void setFiles(String files) {
        this.files = Util.fixEmptyAndTrim(files);
    }

    /** Of several files: paths and patterns of what all of them are made of; null for nothing. */
    @CheckForNull
    public String getSharedFiles() {
        return sharedFiles;
    }

    @DataBoundSetter
    public void setSharedFiles(String sharedFiles) {
        this.sharedFiles = Util.fixEmptyAndTrim(sharedFiles);
    }

    /** What tells branches that are ours. */
    HasFile criteria() {
        return new HasFile(files == null ? getFile() : files);
    }

    /** What builds the job, as a shell or batch script; null for the repository's own build tool. */
    @CheckForNull
    public String getBuildCommand() {
        return buildCommand;
    }

    @DataBoundSetter
    public void setBuildCommand(String buildCommand) {
        this.buildCommand = Util.fixEmptyAndTrim(buildCommand);
    }

    /** Label expression of the agents; null for any. */
    @CheckForNull
    public String getAgent() {
        return agent;
    }

    @DataBoundSetter
    public void setAgent(String agent) {
        this.agent = Util.fixEmptyAndTrim(agent);
    }

    /** What is deployed where; empty when only the primary branch is, to wherever the cluster file says. */
    public List<BranchTarget> getBranches() {
        return Collections.unmodifiableList(branches);
    }

    @DataBoundSetter
    public void setBranches(List<BranchTarget> branches) {
        this.branches = new ArrayList<>(Util.fixNull(branches));
    }

    /** Form of the pipeline. */
    @OptionalExtension
    public static final class DescriptorImpl extends Descriptor<FlinkPipeline> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FlinkPipeline_displayName();
        }

        @POST
        public FormValidation doCheckFile(@AncestorInPath Item item, @QueryParameter String value) {
            String path = Util.fixNull(value).trim();
            boolean outside = path.startsWith("/") || path.contains("..") || path.contains("\\");
            return JobForms.maySee(item) && (outside || path.contains("*"))
                    ? FormValidation.error(Messages.FlinkPipeline_path())
                    : FormValidation.ok();
        }
    }
}
