package io.jenkins.plugins.flinkdeploy.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.Test;

public class RendererTest {
    private static final ClusterDefinition EXAMPLE = DefinitionReader.read(Path.of("examples/java/flink.yaml"), "r")
            .clusters()
            .get(0);

    @Test
    public void commit_build_and_deployment_do_not_change_the_hashes() {
        RenderedResource first = Renderer.render(EXAMPLE, context("r/counter@sha256:1", "sha256:1", "c1", "d1"));
        RenderedResource second = Renderer.render(EXAMPLE, context("r/counter@sha256:1", "sha256:1", "c2", "d2"));

        assertThat(second.contentHash()).isEqualTo(first.contentHash());
    }

    static RenderContext context(String image, String digest, String commit, String deployment) {
        return new RenderContext(
                image,
                Optional.of(digest),
                "streaming",
                Optional.of(commit),
                Optional.empty(),
                Optional.empty(),
                deployment);
    }
}
