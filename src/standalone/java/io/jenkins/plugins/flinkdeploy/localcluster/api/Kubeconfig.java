package io.jenkins.plugins.flinkdeploy.localcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the file by which clients find the server. */
final class Kubeconfig {
    private Kubeconfig() {}

    static void write(Path file, String url, String contextName, String defaultNamespace) {
        ObjectNode config = Json.object().put("apiVersion", "v1").put("kind", "Config");
        config.put("current-context", contextName);
        ObjectNode cluster = config.putArray("clusters").addObject().put("name", contextName);
        cluster.putObject("cluster").put("server", url);
        ObjectNode user = config.putArray("users").addObject().put("name", contextName);
        user.putObject("user");
        ObjectNode context = config.putArray("contexts").addObject().put("name", contextName);
        context.putObject("context")
                .put("cluster", contextName)
                .put("user", contextName)
                .put("namespace", defaultNamespace);
        try {
            Files.write(file, new YAMLMapper().writeValueAsBytes(config));
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig " + file + " cannot be written", e);
        }
    }
}
