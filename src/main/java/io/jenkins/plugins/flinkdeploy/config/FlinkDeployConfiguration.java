package io.jenkins.plugins.flinkdeploy.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.security.Permission;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The targets that this Jenkins deploys to. */
@Extension
@Symbol("flinkDeploy")
public final class FlinkDeployConfiguration extends GlobalConfiguration {
    /** A plain list, so that the file that keeps it stays readable; never changed in place. */
    private List<FlinkTarget> targets = new ArrayList<>();

    public FlinkDeployConfiguration() {
        load();
    }

    public static FlinkDeployConfiguration get() {
        return ExtensionList.lookupSingleton(FlinkDeployConfiguration.class);
    }

    public List<FlinkTarget> getTargets() {
        return Collections.unmodifiableList(targets);
    }

    /**
     * @throws IllegalArgumentException when two targets have the same name
     */
    @DataBoundSetter
    public void setTargets(List<FlinkTarget> targets) {
        TargetForms.checkNames(targets);
        this.targets = new ArrayList<>(targets);
        save();
    }

    /** The target of this name. */
    public Optional<FlinkTarget> target(String name) {
        return targets.stream().filter(target -> target.getName().equals(name)).findFirst();
    }

    /** Who sees the form, on a page that asks for Overall/Manage besides. */
    @NonNull
    @Override
    public Permission getRequiredGlobalConfigPagePermission() {
        return FlinkPermissions.ADMINISTER_TARGETS;
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        Jenkins.get().checkPermission(FlinkPermissions.ADMINISTER_TARGETS);
        List<FlinkTarget> given = request.bindJSONToList(FlinkTarget.class, json.get("targets"));
        try {
            setTargets(given);
        } catch (IllegalArgumentException e) {
            throw new Descriptor.FormException(e.getMessage(), e, "targets");
        }
        return true;
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.FlinkDeployConfiguration_displayName();
    }
}
