package io.jenkins.plugins.flinkdeploy.engine.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.Credential;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Reads the logins of a Docker configuration file that somebody hands over as text. */
final class DockerConfigText {
    private static final Set<String> DOCKER_HUB = Set.of("index.docker.io", "docker.io", "registry-1.docker.io");
    private static final String UNTOUCHED = "No image was pushed; the running job was not touched.";

    private DockerConfigText() {}

    /** A login; its text form does not show the password. */
    record Login(String registry, String user, String password) implements Serializable {
        @Override
        public String toString() {
            return user + " at " + registry;
        }
    }

    static List<Login> logins(String json, String origin) {
        List<Login> logins = new ArrayList<>();
        try {
            Json.read(json).path("auths").properties().forEach(entry -> {
                Login login = login(registry(entry.getKey()), entry.getValue());
                if (!login.password().isEmpty()) {
                    logins.add(login);
                }
            });
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw unusable(origin, "is not a Docker configuration file");
        }
        if (logins.isEmpty()) {
            throw unusable(origin, "holds no login under \"auths\"");
        }
        return List.copyOf(logins);
    }

    private static Login login(String registry, JsonNode entry) {
        if (entry.hasNonNull("identitytoken")) {
            return new Login(
                    registry,
                    Credential.OAUTH2_TOKEN_USER_NAME,
                    entry.get("identitytoken").asText());
        }
        String decoded =
                new String(Base64.getDecoder().decode(entry.path("auth").asText("")), StandardCharsets.UTF_8);
        int colon = decoded.indexOf(':');
        return colon < 0
                ? new Login(
                        registry,
                        entry.path("username").asText(""),
                        entry.path("password").asText(""))
                : new Login(registry, decoded.substring(0, colon), decoded.substring(colon + 1));
    }

    /** Keys are host names, or addresses with a path as Docker Hub's is written. */
    private static String registry(String key) {
        String host = key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return DOCKER_HUB.contains(host) ? "registry-1.docker.io" : host;
    }

    /** Without the parser's words, which may quote the secret. */
    private static UserException unusable(String origin, String what) {
        return new UserException(
                "The Docker configuration " + origin + " " + what + ".",
                UNTOUCHED,
                "Log in with docker login on a machine without credential helpers, and use its config.json.");
    }
}
