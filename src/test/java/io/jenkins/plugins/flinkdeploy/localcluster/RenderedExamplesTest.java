package io.jenkins.plugins.flinkdeploy.localcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.ManifestYaml;
import io.jenkins.plugins.flinkdeploy.engine.resource.Rendered;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What is rendered fits the schemas that the operator installs, down to the last field. */
public class RenderedExamplesTest {
    private static final Path FILES = Path.of("src/test/resources/io/jenkins/plugins/flinkdeploy/engine/resource");
    private static LocalApiServer api;

    @BeforeClass
    public static void start() throws IOException {
        api = LocalApiServer.start(0);
        api.createNamespace("streaming");
        for (InputStream definition : ClusterArtifacts.resolve(FlinkRelease.NEWEST, new ArtifactResolver())
                .customResourceDefinitions()) {
            api.installCrds(definition);
        }
    }

    @AfterClass
    public static void stop() {
        api.close();
    }

    @Test
    public void every_resource_of_the_examples_is_taken_by_the_api_server() throws Exception {
        for (String name : Rendered.EXAMPLES) {
            accepted(name, Rendered.resources(Rendered.example(name)));
        }
    }

    @Test
    public void every_kind_of_program_and_setting_is_taken_by_the_api_server() throws Exception {
        for (String name : List.of("session", "programs", "autoscaled", "session-manifests")) {
            accepted(name, Rendered.resources(DefinitionReader.read(FILES.resolve(name + ".flink.yaml"), "orders")));
        }
    }

    private static void accepted(String name, List<RenderedResource> resources) throws Exception {
        for (RenderedResource resource : resources) {
            HttpResponse<String> answer = dryRun(resource.manifest());
            assertThat(answer.statusCode()).as(name + ": " + answer.body()).isIn(200, 201);
        }
    }

    private static HttpResponse<String> dryRun(Manifest manifest) throws IOException, InterruptedException {
        URI uri = URI.create(api.url() + "/apis/" + manifest.apiVersion() + "/namespaces/" + manifest.namespace() + "/"
                + manifest.kind().toLowerCase(Locale.ROOT) + "s/" + manifest.name()
                + "?fieldManager=test&dryRun=All&fieldValidation=Strict");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/apply-patch+yaml")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(ManifestYaml.write(manifest)))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
