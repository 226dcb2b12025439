package io.jenkins.plugins.flinkdeploy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.security.AccessControlled;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;

/** What the forms of targets have in common, those of Jenkins and those of folders. */
public final class TargetForms {
    private TargetForms() {}

    /** Whether somebody may change targets of a folder, or without one those of Jenkins. */
    public static boolean mayChange(@CheckForNull Item folder) {
        return place(folder).hasPermission(FlinkPermissions.ADMINISTER_TARGETS);
    }

    static void check(@CheckForNull Item folder) {
        place(folder).checkPermission(FlinkPermissions.ADMINISTER_TARGETS);
    }

    /**
     * @throws IllegalArgumentException when two targets have the same name
     */
    public static void checkNames(List<FlinkTarget> targets) {
        Set<String> names = new HashSet<>();
        for (FlinkTarget target : targets) {
            if (!names.add(target.getName())) {
                throw new IllegalArgumentException(Messages.FlinkDeployConfiguration_twice(target.getName()));
            }
        }
    }

    private static AccessControlled place(Item folder) {
        return folder == null ? Jenkins.get() : folder;
    }
}
