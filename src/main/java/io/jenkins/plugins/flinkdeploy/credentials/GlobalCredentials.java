package io.jenkins.plugins.flinkdeploy.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.security.ACL;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The credentials of Jenkins itself that runs may use, for whoever tries a target out. Callers check the permission first. */
public final class GlobalCredentials implements CredentialSource {
    @Override
    public Optional<StandardCredentials> find(String id) {
        List<StandardCredentials> all = CredentialsProvider.lookupCredentialsInItemGroup(
                StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of());
        return Optional.ofNullable(CredentialsMatchers.firstOrNull(
                all, CredentialsMatchers.allOf(CredentialsMatchers.withId(id), CredentialItems.FOR_RUNS)));
    }
}
