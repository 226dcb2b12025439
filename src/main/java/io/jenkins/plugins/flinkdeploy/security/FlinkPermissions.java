package io.jenkins.plugins.flinkdeploy.security;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import jenkins.model.Jenkins;
import jenkins.util.SystemProperties;
import org.jvnet.localizer.Localizable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.DoNotUse;
import org.springframework.security.core.Authentication;

/**
 * The permission group of this plugin. As Jenkins is installed, whoever may build a job may deploy with it, and whoever may read a
 * job sees what it deployed; with the system property {@value #SEPARATE} only administrators may, until somebody is granted more.
 */
public final class FlinkPermissions {
    /** System property that takes the permissions off those of the job; read once. */
    public static final String SEPARATE = "io.jenkins.plugins.flinkdeploy.separatePermissions";

    public static final PermissionGroup GROUP =
            new PermissionGroup(FlinkPermissions.class, Messages._FlinkPermissions_group());

    /** To see what was deployed and planned, on a job and its runs. */
    public static final Permission VIEW = ofJob("View", Messages._FlinkPermissions_view(), Item.READ);

    /** To build images and change clusters through the targets that a job may use. */
    public static final Permission DEPLOY = ofJob("Deploy", Messages._FlinkPermissions_deploy(), Item.BUILD);

    /** To go back to an earlier revision. */
    public static final Permission ROLLBACK = ofJob("Rollback", Messages._FlinkPermissions_rollback(), Item.BUILD);

    /** To change targets and to try them out, those of Jenkins or those of a folder. */
    public static final Permission ADMINISTER_TARGETS = new Permission(
            GROUP,
            "AdministerTargets",
            Messages._FlinkPermissions_administerTargets(),
            Jenkins.ADMINISTER,
            true,
            new PermissionScope[] {PermissionScope.JENKINS, PermissionScope.ITEM_GROUP});

    private FlinkPermissions() {}

    /** Permissions must be there before the configuration is read that grants them. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.EXTENSIONS_AUGMENTED)
    @Restricted(DoNotUse.class)
    public static void register() {
        ADMINISTER_TARGETS.getId();
    }

    /**
     * Whether a run may build images and change clusters.
     *
     * @throws UserException when the authentication under which it acts lacks {@link #DEPLOY} on its job
     */
    public static void checkDeploy(Run<?, ?> run) {
        check(run, DEPLOY, Messages.FlinkPermissions_toDeploy());
    }

    /**
     * Whether a run may go back to an earlier revision.
     *
     * @throws UserException when the authentication under which it acts lacks {@link #ROLLBACK} on its job
     */
    public static void checkRollback(Run<?, ?> run) {
        check(run, ROLLBACK, Messages.FlinkPermissions_toRollBack());
    }

    private static void check(Run<?, ?> run, Permission permission, String purpose) {
        Job<?, ?> job = run.getParent();
        Authentication who = RunAuthentication.of(run);
        if (!job.getACL().hasPermission2(who, permission)) {
            String name = GROUP.title + "/" + permission.name;
            throw new UserException(
                    Messages.FlinkPermissions_lacks(who.getName(), name, job.getFullName(), purpose),
                    Messages.FlinkPermissions_untouched(),
                    Messages.FlinkPermissions_grant(name));
        }
    }

    private static Permission ofJob(String name, Localizable description, Permission asInstalled) {
        return new Permission(GROUP, name, description, impliedBy(asInstalled), PermissionScope.ITEM);
    }

    private static Permission impliedBy(Permission asInstalled) {
        return SystemProperties.getBoolean(SEPARATE) ? Jenkins.ADMINISTER : asInstalled;
    }
}
