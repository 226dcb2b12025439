package io.jenkins.plugins.flinkdeploy.status;

import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerProxy;

/** The entry of Jenkins under which all clusters are, for those who may see any. */
@Extension
public final class ClustersRoot implements RootAction, StaplerProxy {
    /** Where the pages are below Jenkins. */
    static final String URL_NAME = "flink-clusters";

    @Override
    public String getIconFileName() {
        return Access.visible().isEmpty() ? null : "symbol-rocket-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ClustersPage_displayName();
    }

    @Override
    public String getUrlName() {
        return URL_NAME;
    }

    /** Guards the pages. */
    @Override
    public Object getTarget() {
        if (Access.visible().isEmpty()) {
            Jenkins.get().checkPermission(FlinkPermissions.VIEW);
        }
        return new ClustersPage();
    }
}
