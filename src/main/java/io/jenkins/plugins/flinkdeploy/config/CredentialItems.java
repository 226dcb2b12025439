package io.jenkins.plugins.flinkdeploy.config;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;

/** Drop-downs of credentials on the global configuration page. */
final class CredentialItems {
    private CredentialItems() {}

    /** All credentials that fit and that runs may use; to whom may not configure Jenkins, only what is chosen already. */
    static ListBoxModel of(CredentialsMatcher kind, String current) {
        StandardListBoxModel items = new StandardListBoxModel();
        items.includeEmptyValue();
        if (Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            // Credentials of scope System are not for runs.
            CredentialsMatcher usable = CredentialsMatchers.allOf(
                    kind, CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM)));
            items.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), usable);
        }
        return items.includeCurrentValue(current);
    }
}
