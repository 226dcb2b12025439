package io.jenkins.plugins.flinkdeploy.engine.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A directory of a user's Docker configuration for one build: only its owner may read it, it has the credentials of the
 * registries of that build alone, and it is gone afterwards. So no credential is in an argument or a variable of a program.
 */
final class ToolConfig implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ToolConfig.class.getName());
    private static final String FILE = "config.json";
    private static final String DOCKER_HUB = "registry-1.docker.io";
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

    private final Path directory;

    private ToolConfig(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes it.
     *
     * @param user where the user's own configuration is; all but its credentials is taken over
     * @param images the images of the build, the one to push first
     */
    static ToolConfig write(Path user, RegistryCredentials credentials, Collection<ImageReference> images)
            throws IOException {
        Path directory = Files.createTempDirectory(
                "flink-deploy-docker",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ToolConfig written = new ToolConfig(directory);
        try {
            written.linkOthers(user);
            ObjectNode config = own(user.resolve(FILE));
            ObjectNode auths = config.putObject("auths");
            String target = images.iterator().next().getRegistry();
            for (ImageReference image : images) {
                retrieve(credentials.retrievers(image, target))
                        .ifPresent(credential -> add(auths, image.getRegistry(), credential));
            }
            Path file = Files.createFile(
                    directory.resolve(FILE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Json.write(config));
            return written;
        } catch (IOException | RuntimeException e) {
            written.close();
            throw e;
        }
    }

    /** Where the user's configuration is. */
    static Path ofUser() {
        String set = System.getenv().getOrDefault("DOCKER_CONFIG", "");
        return set.isEmpty() ? Path.of(System.getProperty("user.home"), ".docker") : Path.of(set);
    }

    Map<String, String> environment() {
        return Map.of(
                "DOCKER_CONFIG", directory.toString(),
                "REGISTRY_AUTH_FILE", directory.resolve(FILE).toString(),
                "SOURCE_DATE_EPOCH", DockerfileTool.EPOCH);
    }

    /** Adds a certificate authority, and returns the directory that tools find it in. */
    Path trust(Path authority) throws IOException {
        Files.copy(authority, directory.resolve("authority.crt"));
        return directory;
    }

    /** A file that the tool may write into. */
    Path digestFile() {
        return directory.resolve("digest");
    }

    private void linkOthers(Path user) throws IOException {
        if (!Files.isDirectory(user)) {
            return;
        }
        try (Stream<Path> entries = Files.list(user)) {
            for (Path entry : entries.toList()) {
                if (!entry.endsWith(FILE)) {
                    Files.createSymbolicLink(directory.resolve(entry.getFileName()), entry.toAbsolutePath());
                }
            }
        }
    }

    private static ObjectNode own(Path file) throws IOException {
        if (Files.isRegularFile(file) && Json.mapper().readTree(Files.readString(file)) instanceof ObjectNode config) {
            config.remove(List.of("auths", "credsStore", "credHelpers"));
            return config;
        }
        return Json.object();
    }

    private static Optional<Credential> retrieve(List<CredentialRetriever> retrievers) throws IOException {
        for (CredentialRetriever retriever : retrievers) {
            try {
                Optional<Credential> credential = retriever.retrieve();
                if (credential.isPresent()) {
                    return credential;
                }
            } catch (CredentialRetrievalException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return Optional.empty();
    }

    private static void add(ObjectNode auths, String registry, Credential credential) {
        ObjectNode entry = auths.putObject(registry.equals(DOCKER_HUB) ? DOCKER_HUB_KEY : registry);
        if (credential.isOAuth2RefreshToken()) {
            entry.put("auth", encoded(credential.getUsername() + ":"));
            entry.put("identitytoken", credential.getPassword());
        } else {
            entry.put("auth", encoded(credential.getUsername() + ":" + credential.getPassword()));
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes it; links are deleted, not what they mean. */
    @Override
    public void close() {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
            Files.delete(directory);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "The directory " + directory + " with credentials could not be deleted");
        }
    }
}
