package io.jenkins.plugins.flinkdeploy.status;

import hudson.model.Job;
import hudson.security.AccessDeniedException3;
import hudson.security.Permission;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.config.UsableTargets;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * Who may do what with the clusters of a target. The permissions are those of jobs: whoever has one on a job that may use the
 * target, or for a target of all jobs on Jenkins, has it for its clusters.
 */
final class Access {
    private Access() {}

    /** The targets of Jenkins whose clusters the user may see. */
    static List<FlinkTarget> visible() {
        return FlinkDeployConfiguration.get().getTargets().stream()
                .filter(target ->
                        LiveTargets.get().access().get(target, () -> hasPermission(target, FlinkPermissions.VIEW)))
                .toList();
    }

    /** The target of this name, empty when there is none that the user may see. */
    static Optional<FlinkTarget> visible(String name) {
        return FlinkDeployConfiguration.get().target(name).filter(target -> visible()
                .contains(target));
    }

    /** Whether the user may change clusters of a target. */
    static boolean mayDeploy(FlinkTarget target) {
        return hasPermission(target, FlinkPermissions.DEPLOY);
    }

    /** @throws AccessDeniedException3 when the user may not change clusters of a target */
    static void checkDeploy(FlinkTarget target) {
        if (!mayDeploy(target)) {
            throw new AccessDeniedException3(Jenkins.getAuthentication2(), FlinkPermissions.DEPLOY);
        }
    }

    private static boolean hasPermission(FlinkTarget target, Permission permission) {
        Jenkins jenkins = Jenkins.get();
        if (jenkins.hasPermission(Jenkins.ADMINISTER)) {
            return true;
        }
        if (target.getAllowedJobs() == null && jenkins.hasPermission(permission)) {
            return true;
        }
        for (Job<?, ?> job : jenkins.allItems(Job.class, found -> found.hasPermission(permission))) {
            // One of a folder may have the same name.
            if (UsableTargets.of(job)
                    .target(target.getName())
                    .filter(usable -> usable == target)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
