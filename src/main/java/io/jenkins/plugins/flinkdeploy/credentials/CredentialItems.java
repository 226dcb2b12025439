package io.jenkins.plugins.flinkdeploy.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.util.List;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** Drop-downs of credentials. Whoever may not choose sees only what is chosen already. */
public final class CredentialItems {
    /** Credentials of scope System are not for runs. */
    static final CredentialsMatcher FOR_RUNS =
            CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM));

    private CredentialItems() {}

    /** For the targets of a folder, or without one of Jenkins: all credentials that fit and that runs may use. */
    public static ListBoxModel ofTargets(@CheckForNull Item folder, CredentialsMatcher kind, String current) {
        StandardListBoxModel items = new StandardListBoxModel();
        items.includeEmptyValue();
        if (folder != null) {
            if (folder.hasPermission(FlinkPermissions.ADMINISTER_TARGETS)) {
                items.includeMatchingAs(ACL.SYSTEM2, folder, StandardCredentials.class, List.of(), forRuns(kind));
            }
        } else if (Jenkins.get().hasPermission(FlinkPermissions.ADMINISTER_TARGETS)) {
            items.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), forRuns(kind));
        }
        return items.includeCurrentValue(current);
    }

    /** For the configuration of a job: all credentials that fit and that its runs may use. */
    public static ListBoxModel of(@CheckForNull Item item, CredentialsMatcher kind, String current) {
        if (item == null) {
            return ofTargets(null, kind, current);
        }
        StandardListBoxModel items = new StandardListBoxModel();
        items.includeEmptyValue();
        if (item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM)) {
            Authentication runs = item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
            items.includeMatchingAs(runs, item, StandardCredentials.class, List.of(), forRuns(kind));
        }
        return items.includeCurrentValue(current);
    }

    private static CredentialsMatcher forRuns(CredentialsMatcher kind) {
        return CredentialsMatchers.allOf(kind, FOR_RUNS);
    }
}
