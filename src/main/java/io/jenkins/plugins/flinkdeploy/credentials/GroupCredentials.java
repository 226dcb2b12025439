package io.jenkins.plugins.flinkdeploy.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.ItemGroup;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/** The credentials of a folder, its outer folders and Jenkins that runs may use. Callers check before who asks. */
public final class GroupCredentials implements CredentialSource {
    private final ItemGroup<?> group;
    private final Authentication who;

    public GroupCredentials(ItemGroup<?> group, Authentication who) {
        this.group = group;
        this.who = who;
    }

    @Override
    public Optional<StandardCredentials> find(String id) {
        List<StandardCredentials> all =
                CredentialsProvider.lookupCredentialsInItemGroup(StandardCredentials.class, group, who, List.of());
        return Optional.ofNullable(CredentialsMatchers.firstOrNull(
                all, CredentialsMatchers.allOf(CredentialsMatchers.withId(id), CredentialItems.FOR_RUNS)));
    }
}
