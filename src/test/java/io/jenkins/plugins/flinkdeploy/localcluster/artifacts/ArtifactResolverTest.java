package io.jenkins.plugins.flinkdeploy.localcluster.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Resolves from a local repository whose only remote one cannot be reached, as on a machine without a network. */
public class ArtifactResolverTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void what_the_local_repository_has_is_resolved_with_its_dependencies_and_without_a_network()
            throws Exception {
        Path top = publish(
                "top",
                "1",
                "<dependency><groupId>org.example</groupId><artifactId>below</artifactId>"
                        + "<version>2</version></dependency>");
        Path below = publish("below", "2", "");
        assertThat(resolver().withDependencies(List.of("org.example:top:1"))).containsExactly(top, below);
    }

    @Test
    public void dependencies_that_are_only_for_tests_or_provided_are_left_out() throws Exception {
        Path top = publish(
                "top",
                "1",
                "<dependency><groupId>org.example</groupId><artifactId>absent</artifactId>"
                        + "<version>2</version><scope>provided</scope></dependency>");
        assertThat(resolver().withDependencies(List.of("org.example:top:1"))).containsExactly(top);
    }

    @Test
    public void what_is_neither_here_nor_there_is_named_in_the_error() throws Exception {
        ArtifactResolver resolver = resolver();
        assertThatThrownBy(() -> resolver.withDependencies(List.of("org.example:missing:1")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("org.example:missing")
                .hasMessageContaining("Nothing was started.");
    }

    @Test
    public void the_central_repository_is_the_one_of_maven_itself() {
        assertThat(CentralRepository.fromMavenItself().getId()).isEqualTo("central");
        assertThat(CentralRepository.fromMavenItself().getProtocol()).isEqualTo("https");
    }

    private ArtifactResolver resolver() throws IOException {
        Path settings = temporary.getRoot().toPath().resolve("settings.xml");
        Files.writeString(
                settings,
                """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors>
                    <mirror><id>central</id><mirrorOf>*</mirrorOf><url>file://%s</url></mirror>
                  </mirrors>
                </settings>
                """
                        .formatted(repository(), temporary.getRoot().toPath().resolve("nowhere")));
        return new ArtifactResolver(MavenEnvironment.read(settings));
    }

    private Path publish(String name, String version, String dependencies) throws IOException {
        Path directory = repository().resolve("org/example").resolve(name).resolve(version);
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve(name + "-" + version + ".pom"),
                """
                <project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>%s</artifactId>
                <version>%s</version><dependencies>%s</dependencies></project>
                """
                        .formatted(name, version, dependencies));
        return Files.writeString(directory.resolve(name + "-" + version + ".jar"), "");
    }

    private Path repository() {
        return temporary.getRoot().toPath().resolve("repository");
    }
}
