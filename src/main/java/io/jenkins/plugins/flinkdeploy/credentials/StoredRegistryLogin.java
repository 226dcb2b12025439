package io.jenkins.plugins.flinkdeploy.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;

/** User and password, and the configuration file of Docker. */
@Extension(ordinal = 10)
public final class StoredRegistryLogin implements RegistryLogin {
    private static final int LONGEST_FILE = 1 << 20;

    @Override
    public CredentialsMatcher matcher() {
        return CredentialsMatchers.anyOf(
                CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
                CredentialsMatchers.instanceOf(FileCredentials.class));
    }

    @Override
    public Optional<RegistryCredentials> convert(StandardCredentials found) throws IOException {
        if (found instanceof StandardUsernamePasswordCredentials login) {
            return Optional.of(RegistryCredentials.of(
                    login.getUsername(), login.getPassword().getPlainText()));
        } else if (found instanceof FileCredentials file) {
            try (InputStream content = file.getContent()) {
                return Optional.of(RegistryCredentials.ofDockerConfig(
                        new String(content.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8),
                        "of credential \"" + file.getId() + "\""));
            }
        }
        return Optional.empty();
    }
}
