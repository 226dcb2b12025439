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
import java.util.List;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** Drop-downs of credentials. Whoever may not choose sees only what is chosen already. */
public final class CredentialItems {
    private CredentialItems() {}

    /** For the global configuration: all credentials that fit and that runs may use. */
    public static ListBoxModel global(CredentialsMatcher kind, String current) {
        StandardListBoxModel items = new StandardListBoxModel();
        items.includeEmptyValue();
        if (Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            items.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), forRuns(kind));
        }
        return items.includeCurrentValue(current);
    }

    /** For the configuration of a job: all credentials that fit and that its runs may use. */
    public static ListBoxModel of(@CheckForNull Item item, CredentialsMatcher kind, String current) {
        if (item == null) {
            return global(kind, current);
        }
        StandardListBoxModel items = new StandardListBoxModel();
        items.includeEmptyValue();
        if (item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM)) {
            Authentication runs = item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
            items.includeMatchingAs(runs, item, StandardCredentials.class, List.of(), forRuns(kind));
        }
        return items.includeCurrentValue(current);
    }

    /** Credentials of scope System are not for runs. */
    private static CredentialsMatcher forRuns(CredentialsMatcher kind) {
        return CredentialsMatchers.allOf(
                kind, CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM)));
    }
}
