package io.jenkins.plugins.flinkdeploy.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import jenkins.authentication.tokens.api.AuthenticationTokens;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryToken;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** All that other plugins can turn into a token for a Docker registry, for instance the credentials of a cloud. */
@OptionalExtension(requirePlugins = {"docker-commons", "authentication-tokens"})
public final class DockerRegistryLogin implements RegistryLogin {
    @Override
    public CredentialsMatcher matcher() {
        return AuthenticationTokens.matcher(DockerRegistryToken.class);
    }

    @Override
    public Optional<RegistryCredentials> convert(StandardCredentials found) {
        return Optional.ofNullable(AuthenticationTokens.convert(DockerRegistryToken.class, found))
                .map(token -> new String(Base64.getDecoder().decode(token.getToken()), StandardCharsets.UTF_8))
                .filter(login -> login.contains(":"))
                .map(login -> RegistryCredentials.of(
                        login.substring(0, login.indexOf(':')), login.substring(login.indexOf(':') + 1)));
    }
}
