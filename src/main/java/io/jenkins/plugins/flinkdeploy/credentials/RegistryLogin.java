package io.jenkins.plugins.flinkdeploy.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Knows, for some kinds of credentials, how an image registry is told who pushes. */
public interface RegistryLogin extends ExtensionPoint {
    /** The kinds that it knows. */
    CredentialsMatcher matcher();

    /**
     * What the engine takes, empty when the credential is of another kind.
     *
     * @throws IOException when the credential cannot be read
     * @throws InterruptedException when asking somebody else for a token was interrupted
     */
    Optional<RegistryCredentials> convert(StandardCredentials found) throws IOException, InterruptedException;

    /** All kinds of credentials that some extension knows. */
    static CredentialsMatcher kinds() {
        List<CredentialsMatcher> all = ExtensionList.lookup(RegistryLogin.class).stream()
                .map(RegistryLogin::matcher)
                .toList();
        return CredentialsMatchers.anyOf(all.toArray(CredentialsMatcher[]::new));
    }
}
