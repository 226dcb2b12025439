package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reduces a kubeconfig to the one context that is wanted, fully checked. Nothing is guessed: what is named must be there, since
 * acting under another identity is worse than not acting.
 */
final class Kubeconfig {
    private final ObjectNode tree;
    private final String source;
    private final Optional<Path> directory;

    /**
     * @param source what it is called in errors
     * @param directory where relative paths in it begin; empty when it came as text alone
     */
    Kubeconfig(String text, String source, Optional<Path> directory) {
        this.source = source;
        this.directory = directory;
        this.tree = KubeconfigYaml.read(text, source);
    }

    ContextEntry select(Optional<String> wanted, KubeconfigPolicy policy) {
        String context = wanted.filter(name -> !name.isBlank())
                .or(() -> Optional.of(tree.path("current-context").asText()).filter(name -> !name.isBlank()))
                .orElseThrow(() ->
                        malformed("it has no current-context and no context was named; it has " + names("contexts")));
        ObjectNode entry = named("contexts", "context", context, "");
        String clusterName = entry.path("cluster").asText();
        ObjectNode cluster = named("clusters", "cluster", clusterName, " that context \"" + context + "\" names");
        String userName = entry.path("user").asText();
        ObjectNode user = userName.isEmpty()
                ? Json.object()
                : named("users", "user", userName, " that context \"" + context + "\" names");
        refuse(context, policy, cluster, user);
        checkServer(clusterName, cluster);
        checkBase64(clusterName, cluster, "certificate-authority-data");
        checkBase64(userName, user, "client-certificate-data");
        checkBase64(userName, user, "client-key-data");
        locate(clusterName, cluster, "certificate-authority");
        locate(userName, user, "client-certificate");
        locate(userName, user, "client-key");
        locate(userName, user, "tokenFile");
        locateProgram(user);
        return new ContextEntry(context, entry.path("namespace").asText(), cluster, user);
    }

    private void refuse(String context, KubeconfigPolicy policy, ObjectNode cluster, ObjectNode user) {
        List<String> refused = policy.refused(cluster, user);
        if (!refused.isEmpty()) {
            throw new UserException(
                    "The kubeconfig " + source + " cannot be used here: its context \"" + context + "\" has "
                            + String.join(", ", refused)
                            + ", which would run programs or read files of the Jenkins controller.",
                    "No cluster was contacted.",
                    "Use the token of a service account, or certificates as data (certificate-authority-data,"
                            + " client-certificate-data, client-key-data).");
        }
        if (Stream.of("as-uid", "as-user-extra").anyMatch(user::hasNonNull)) {
            throw malformed("as-uid and as-user-extra of context \"" + context + "\" are not supported");
        }
    }

    private ObjectNode named(String list, String field, String name, String whose) {
        for (JsonNode entry : tree.path(list)) {
            if (entry.path("name").asText().equals(name) && entry.path(field) instanceof ObjectNode value) {
                return value.deepCopy();
            }
        }
        throw malformed("it has no " + field + " \"" + name + "\"" + whose + "; it has " + names(list));
    }

    private String names(String list) {
        List<String> names = new ArrayList<>();
        tree.path(list).forEach(entry -> names.add("\"" + entry.path("name").asText() + "\""));
        return names.isEmpty() ? "no " + list : "the " + list + " " + String.join(", ", names);
    }

    private void checkServer(String name, ObjectNode cluster) {
        String server = cluster.path("server").asText();
        if (!server.startsWith("https://") && !server.startsWith("http://")) {
            throw malformed("the server of cluster \"" + name + "\" must begin with https:// or http://");
        }
    }

    private void checkBase64(String owner, ObjectNode entry, String field) {
        if (entry.hasNonNull(field)) {
            try {
                Base64.getMimeDecoder().decode(entry.path(field).asText());
            } catch (IllegalArgumentException e) {
                throw malformed(field + " of \"" + owner + "\" is not base64");
            }
        }
    }

    private void locate(String owner, ObjectNode entry, String field) {
        if (!entry.hasNonNull(field)) {
            return;
        }
        Path file = path(owner, field, entry.path(field).asText());
        if (!Files.isReadable(file)) {
            throw malformed(field + " of \"" + owner + "\" names the file " + file + ", which cannot be read");
        }
        entry.put(field, file.toString());
    }

    /** A command with a slash is relative to the kubeconfig, one without is looked for on the PATH. */
    private void locateProgram(ObjectNode user) {
        if (user.path("exec") instanceof ObjectNode exec) {
            String command = exec.path("command").asText();
            if (command.contains("/") && directory.isPresent()) {
                exec.put("command", directory.get().resolve(command).toString());
            }
        }
    }

    private Path path(String owner, String field, String text) {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
            return directory
                    .map(base -> base.resolve(path))
                    .orElseThrow(() -> malformed(field + " of \"" + owner
                            + "\" is a relative path, but it is not known to which directory"));
        } catch (InvalidPathException e) {
            throw malformed(field + " of \"" + owner + "\" is not a path");
        }
    }

    private UserException malformed(String why) {
        return KubeconfigYaml.malformed(source, why);
    }
}
