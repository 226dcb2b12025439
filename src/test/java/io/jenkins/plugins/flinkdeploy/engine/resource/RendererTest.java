package io.jenkins.plugins.flinkdeploy.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.ImageDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.Optional;
import org.junit.Test;

public class RendererTest {
    private static final String FILE =
            """
            service: orders
            clusters:
              main:
                flinkVersion: "1.20"
                owner: team
                image: {jars: [a.jar]}
                jobs: {a: {state: stateless}}
            """;
    private static final String TEMPLATE =
            """
                env: {A: "1"}
                template:
                  spec:
                    serviceAccount: other
                    restartNonce: 7
                    podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: B, value: "2"}]}]}}
            """;
    private static final String MANIFEST =
            """
            apiVersion: flink.apache.org/v1beta1
            kind: FlinkDeployment
            metadata: {name: orders}
            spec:
              image: registry.example.org/orders:1
              flinkVersion: v1_19
              serviceAccount: flink
              job: {jarURI: "local:///a.jar", parallelism: 2, upgradeMode: stateless}
            """;

    @Test
    public void a_null_in_the_template_removes_what_other_keys_bring() {
        String text = FILE + "    state: {checkpointInterval: 10s}\n"
                + "    template: {spec: {flinkConfiguration: {execution.checkpointing.interval: null}}}\n";

        assertThat(Renderer.render(read(text), context("r/a:1", "sha256:1", "c", "d"))
                        .manifest()
                        .at("/spec/flinkConfiguration")
                        .has("execution.checkpointing.interval"))
                .isFalse();
    }

    @Test
    public void commit_build_and_deployment_do_not_change_the_hashes() {
        RenderedResource first = Renderer.render(read(FILE), context("r/a@sha256:1", "sha256:1", "c1", "d1"));
        RenderedResource second = Renderer.render(read(FILE), context("r/a@sha256:1", "sha256:1", "c2", "d2"));

        assertThat(second.configHash()).isEqualTo(first.configHash()).matches("[0-9a-f]{8}");
        assertThat(second.contentHash()).isEqualTo(first.contentHash()).matches("[0-9a-f]{16}");
    }

    @Test
    public void another_image_changes_the_content_but_not_the_configuration() {
        RenderedResource first = Renderer.render(read(FILE), context("r/a@sha256:1", "sha256:1", "c", "d"));
        RenderedResource second = Renderer.render(read(FILE), context("r/a@sha256:2", "sha256:2", "c", "d"));

        assertThat(second.configHash()).isEqualTo(first.configHash());
        assertThat(second.contentHash()).isNotEqualTo(first.contentHash());
    }

    @Test
    public void the_same_digest_in_another_repository_is_the_same_content() {
        assertThat(Renderer.render(read(FILE), context("r/b@sha256:1", "sha256:1", "c", "d"))
                        .contentHash())
                .isEqualTo(Renderer.render(read(FILE), context("r/a@sha256:1", "sha256:1", "c", "d"))
                        .contentHash());
    }

    @Test
    public void a_changed_setting_changes_both_hashes_and_an_equal_one_written_otherwise_does_not() {
        RenderContext context = context("r/a@sha256:1", "sha256:1", "c", "d");
        RenderedResource first = Renderer.render(read(FILE + "    taskManager: {memory: 4g}\n"), context);
        RenderedResource equal = Renderer.render(read(FILE + "    taskManager: {cpu: 1.0, memory: 4096m}\n"), context);
        RenderedResource other = Renderer.render(read(FILE + "    taskManager: {memory: 5g}\n"), context);

        assertThat(equal).isEqualTo(first);
        assertThat(other.configHash()).isNotEqualTo(first.configHash());
        assertThat(other.contentHash()).isNotEqualTo(first.contentHash());
    }

    @Test
    public void a_manifest_keeps_its_image_and_a_new_one_in_it_is_new_content() {
        RenderContext context = context("unused", "sha256:1", "c", "d");
        RenderedResource first = Renderer.render(read(MANIFEST), context);
        RenderedResource second = Renderer.render(read(MANIFEST.replace("orders:1", "orders:2")), context);

        assertThat(first.manifest().textAt("/spec/image")).contains("registry.example.org/orders:1");
        assertThat(first.manifest().annotation(Annotations.IMAGE_DIGEST)).isEmpty();
        assertThat(second.contentHash()).isNotEqualTo(first.contentHash());
    }

    @Test
    public void a_manifest_takes_an_image_that_is_built_for_it() {
        ClusterDefinition cluster = read(MANIFEST).withImage(ImageDefinition.existing("r/a"));

        RenderedResource rendered = Renderer.render(cluster, context("r/a@sha256:1", "sha256:1", "c", "d"));

        assertThat(rendered.manifest().textAt("/spec/image")).contains("r/a@sha256:1");
        assertThat(rendered.manifest().namespace()).isEqualTo("streaming");
        assertThat(rendered.manifest().label(Labels.MANAGED_BY)).contains("flink-deploy");
    }

    @Test
    public void the_template_is_merged_last_and_named_list_items_by_their_name() {
        RenderedResource rendered =
                Renderer.render(read(FILE + TEMPLATE), context("r/a@sha256:1", "sha256:1", "c", "d"));

        assertThat(rendered.manifest().textAt("/spec/serviceAccount")).contains("other");
        assertThat(rendered.manifest().at("/spec/restartNonce").asInt()).isEqualTo(7);
        assertThat(rendered.manifest().at("/spec/podTemplate/spec/containers").toString())
                .isEqualTo("[{\"env\":[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"2\"}],"
                        + "\"name\":\"flink-main-container\"}]");
    }

    @Test
    public void label_values_are_cut_to_what_kubernetes_allows() {
        assertThat(Labels.value("streaming team <x@example.org>")).isEqualTo("streaming-team--x-example.org");
        assertThat(Labels.value("-".repeat(5) + "a".repeat(70)))
                .matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
        assertThat(Labels.value("***")).isEmpty();
    }

    @Test
    public void the_yaml_form_reads_back_as_the_same_resource() {
        RenderedResource rendered = Renderer.render(read(FILE), context("r/a@sha256:1", "sha256:1", "1e5", "0123"));
        ClusterDefinition readBack = read(ManifestYaml.write(rendered.manifest()));

        assertThat(Json.write(readBack.rawManifest().orElseThrow())).isEqualTo(Json.write(rendered.manifest()));
    }

    private static ClusterDefinition read(String text) {
        return DefinitionReader.read(new NamedSource("flink.yaml", text), "r")
                .clusters()
                .get(0);
    }

    private static RenderContext context(String image, String digest, String commit, String deployment) {
        return new RenderContext(
                image,
                Optional.of(digest),
                "streaming",
                Optional.of(commit),
                Optional.empty(),
                Optional.empty(),
                deployment);
    }

    @Test
    public void while_the_autoscaler_is_on_another_parallelism_is_no_difference() {
        RenderedResource three = autoscaled("parallelism: 3");
        RenderedResource five = autoscaled("parallelism: 5");

        assertThat(five.configHash()).isEqualTo(three.configHash());
        assertThat(five.contentHash()).isEqualTo(three.contentHash());
        assertThat(five.manifest().textAt("/spec/job/parallelism")).contains("5");
        assertThat(autoscaled("parallelism: 3, args: [a]").contentHash()).isNotEqualTo(three.contentHash());
    }

    private static RenderedResource autoscaled(String job) {
        String text = "clusters: {main: {flinkVersion: '1.19', autoscaling: {}, image: {reference: 'a:1'},"
                + " jobs: {a: {jar: a.jar, state: stateless, " + job + "}}}}";
        return Rendered.resources(DefinitionReader.read(new NamedSource("flink.yaml", text), "s"))
                .get(0);
    }
}
