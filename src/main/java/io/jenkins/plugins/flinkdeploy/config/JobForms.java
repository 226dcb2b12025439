package io.jenkins.plugins.flinkdeploy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import jenkins.model.Jenkins;

/** What the forms of jobs and steps have in common. */
public final class JobForms {
    private JobForms() {}

    /** Whether somebody may see the configuration of a job or folder, or without one that of Jenkins. */
    public static boolean maySee(@CheckForNull Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.EXTENDED_READ);
    }

    /** The targets that may be chosen; none for those who may not see the configuration. */
    public static ComboBoxModel targets(@CheckForNull Item item) {
        ComboBoxModel items = new ComboBoxModel();
        if (maySee(item)) {
            UsableTargets.of(item).all().stream().map(FlinkTarget::getName).forEach(items::add);
        }
        return items;
    }

    /** Warns of a target that is not there. */
    public static FormValidation checkTarget(@CheckForNull Item item, @CheckForNull String value) {
        String name = Util.fixEmptyAndTrim(value);
        if (!maySee(item) || name == null || UsableTargets.of(item).target(name).isPresent()) {
            return FormValidation.ok();
        }
        return FormValidation.warning(Messages.JobForms_unknownTarget());
    }
}
