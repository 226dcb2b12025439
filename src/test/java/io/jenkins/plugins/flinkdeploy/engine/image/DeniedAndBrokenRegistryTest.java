package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.RefusingRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A base image from a good registry, pushed to one that answers every upload with the same error. */
public class DeniedAndBrokenRegistryTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TestRegistry good;

    @Before
    public void start() throws Exception {
        good = TestRegistry.Kind.EMBEDDED.start(folder.newFolder("registry").toPath());
        TestRegistry.pushBase(
                good.address() + "/flink:1", folder.newFolder("base").toPath());
    }

    @After
    public void stop() {
        good.close();
    }

    @Test
    public void a_push_that_is_forbidden_says_so_and_names_the_repository() throws Exception {
        assertRefused(403, "").hasMessageContaining("forbids this user to push to 127.0.0.1:");
    }

    @Test
    public void a_push_without_valid_credentials_says_so_and_shows_no_password() throws Exception {
        assertRefused(401, "").hasMessageContaining("/team/app").satisfies(e -> {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause.getMessage())).doesNotContain("hunter2");
            }
        });
    }

    @Test
    public void a_repository_that_does_not_exist_is_named() throws Exception {
        assertRefused(404, "{\"errors\":[{\"code\":\"NAME_UNKNOWN\",\"message\":\"no such repository\"}]}")
                .hasMessageContaining("Create the repository team/app");
    }

    @Test
    public void a_registry_that_is_broken_is_named_with_its_status() throws Exception {
        assertRefused(503, "").hasMessageContaining("HTTP status 503").hasMessageContaining("127.0.0.1:");
    }

    private AbstractThrowableAssert<?, ?> assertRefused(int status, String body) throws IOException {
        Path jar = Files.writeString(folder.getRoot().toPath().resolve("job.jar"), "jar");
        try (RefusingRegistry bad = new RefusingRegistry(status, body)) {
            ImageRequest request = ImageRequest.of(
                            good.address() + "/flink:1",
                            bad.address() + "/team/app",
                            List.of(new FileLayer("job jar", List.of(ImageFile.of(jar, "/opt/flink/usrlib/job.jar")))))
                    .withCaches(ImageCaches.below(folder.getRoot().toPath().resolve("cache")));
            return assertThatThrownBy(() -> new ImageBuilder(References::isLoopback, BackOff.DEFAULT, pause -> {})
                            .build(request, RegistryCredentials.of("me", "hunter2"), line -> {}))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("No image was pushed; the running job was not touched.");
        }
    }
}
