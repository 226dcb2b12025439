package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How registries are told who pushes. No value of it shows a secret in its text form. */
public abstract sealed class RegistryCredentials implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = Logger.getLogger(RegistryCredentials.class.getName());

    RegistryCredentials() {}

    /**
     * What {@code docker login} has stored on the machine that builds: the Docker configuration file with its credential
     * helpers, Podman's {@code auth.json}, and the helpers of the cloud registries when they are on the PATH.
     */
    public static RegistryCredentials fromDockerConfig() {
        return new DockerConfig();
    }

    /**
     * What a Docker configuration file on the machine that builds says, and its credential helpers.
     *
     * @param file written as {@code docker login} writes {@code config.json}
     */
    public static RegistryCredentials fromDockerConfig(Path file) {
        return new DockerConfigFile(file.toAbsolutePath().toString());
    }

    /** A user and a password or token, given to the registry that is pushed to and to no other. */
    public static RegistryCredentials of(String user, String password) {
        return new UserAndPassword(user, password);
    }

    /**
     * The logins that a Docker configuration file holds, each for its registry. Its credential helpers are not run: they belong
     * to the machine that the file comes from.
     *
     * @param json text of a {@code config.json}
     * @param origin where it comes from, for errors: {@code of credential "registry"}
     * @throws UserException when it holds no login
     */
    public static RegistryCredentials ofDockerConfig(String json, String origin) {
        return new Logins(DockerConfigText.logins(json, origin));
    }

    /** The ways to find credentials for an image, in the order to try them. */
    abstract List<CredentialRetriever> retrievers(ImageReference image, String targetRegistry);

    private static final class DockerConfig extends RegistryCredentials {
        private static final long serialVersionUID = 1L;

        @Override
        List<CredentialRetriever> retrievers(ImageReference image, String targetRegistry) {
            CredentialRetrieverFactory factory =
                    CredentialRetrieverFactory.forImage(image, event -> LOG.log(Level.FINE, "{0}", event.getMessage()));
            return List.of(factory.dockerConfig(), factory.wellKnownCredentialHelpers());
        }

        @Override
        public String toString() {
            return "credentials of the Docker configuration";
        }
    }

    private static final class DockerConfigFile extends RegistryCredentials {
        private static final long serialVersionUID = 1L;

        private final String file;

        private DockerConfigFile(String file) {
            this.file = file;
        }

        @Override
        List<CredentialRetriever> retrievers(ImageReference image, String targetRegistry) {
            return List.of(
                    CredentialRetrieverFactory.forImage(image, event -> LOG.log(Level.FINE, "{0}", event.getMessage()))
                            .dockerConfig(Path.of(file)));
        }

        @Override
        public String toString() {
            return "credentials of the Docker configuration " + file;
        }
    }

    private static final class UserAndPassword extends RegistryCredentials {
        private static final long serialVersionUID = 1L;

        private final String user;
        private final String password;

        private UserAndPassword(String user, String password) {
            this.user = Objects.requireNonNull(user, "user");
            this.password = Objects.requireNonNull(password, "password");
        }

        @Override
        List<CredentialRetriever> retrievers(ImageReference image, String targetRegistry) {
            if (!image.getRegistry().equals(targetRegistry)) {
                return List.of();
            }
            Credential credential = Credential.from(user, password);
            return List.of(() -> Optional.of(credential));
        }

        @Override
        public String toString() {
            return "credentials of user " + user;
        }
    }

    private static final class Logins extends RegistryCredentials {
        private static final long serialVersionUID = 1L;

        private final List<DockerConfigText.Login> logins;

        private Logins(List<DockerConfigText.Login> logins) {
            this.logins = logins;
        }

        @Override
        List<CredentialRetriever> retrievers(ImageReference image, String targetRegistry) {
            return logins.stream()
                    .filter(login -> login.registry().equals(image.getRegistry()))
                    .<CredentialRetriever>map(
                            login -> () -> Optional.of(Credential.from(login.user(), login.password())))
                    .toList();
        }

        @Override
        public String toString() {
            return "credentials of a Docker configuration file";
        }
    }
}
