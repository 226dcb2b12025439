package io.jenkins.plugins.flinkdeploy.folder;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Descriptor.FormException;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.config.TargetForms;
import io.jenkins.plugins.flinkdeploy.config.TargetScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/** Targets for the jobs in a folder. In the form, only who administers targets there changes them. */
public final class FolderTargets extends AbstractFolderProperty<AbstractFolder<?>> {
    /** A plain list, so that the folder's configuration stays readable; never changed in place. */
    private final List<FlinkTarget> targets;

    /**
     * @throws IllegalArgumentException when two targets have the same name
     */
    @DataBoundConstructor
    public FolderTargets(List<FlinkTarget> targets) {
        TargetForms.checkNames(Util.fixNull(targets));
        this.targets = new ArrayList<>(Util.fixNull(targets));
    }

    public List<FlinkTarget> getTargets() {
        return Collections.unmodifiableList(targets);
    }

    @CheckForNull
    @Override
    public AbstractFolderProperty<?> reconfigure(StaplerRequest2 request, JSONObject form) throws FormException {
        return TargetForms.mayChange(getOwner()) ? DescriptorImpl.read(request, form) : this;
    }

    /** Form of a folder's targets. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    @Symbol("flinkTargets")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FolderTargets_displayName();
        }

        /** Whether the form is shown. */
        public boolean isShown(Item folder) {
            return TargetForms.mayChange(folder);
        }

        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            Item folder = request == null ? null : request.findAncestorObject(AbstractFolder.class);
            return TargetForms.mayChange(folder) ? read(request, form) : null;
        }

        /** A folder without targets has no such property. */
        private static FolderTargets read(StaplerRequest2 request, JSONObject form) throws FormException {
            List<FlinkTarget> targets = form == null || request == null
                    ? List.of()
                    : request.bindJSONToList(FlinkTarget.class, form.get("targets"));
            try {
                return targets.isEmpty() ? null : new FolderTargets(targets);
            } catch (IllegalArgumentException e) {
                throw new FormException(e.getMessage(), e, "targets");
            }
        }
    }

    /** Finds the targets of a folder. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    public static final class Scope implements TargetScope {
        @Override
        public List<FlinkTarget> of(ItemGroup<?> group) {
            if (group instanceof AbstractFolder<?> folder) {
                FolderTargets property = folder.getProperties().get(FolderTargets.class);
                return property == null ? List.of() : property.getTargets();
            }
            return List.of();
        }
    }
}
