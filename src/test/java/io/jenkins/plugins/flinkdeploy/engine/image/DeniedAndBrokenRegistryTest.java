package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.localcluster.registry.RefusingRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThat(refusal(403, "")).contains("forbids this user to push to 127.0.0.1:", "/team/app");
    }

    @Test
    public void a_push_for_which_credentials_would_have_to_go_over_plain_http_says_so() throws Exception {
        assertThat(refusal(401, "")).contains("asks for credentials, but speaks plain HTTP", "/team/app");
    }

    @Test
    public void a_repository_that_does_not_exist_is_named() throws Exception {
        assertThat(refusal(404, "{\"errors\":[{\"code\":\"NAME_UNKNOWN\",\"message\":\"no such repository\"}]}"))
                .contains("Create the repository team/app");
    }

    @Test
    public void a_registry_that_is_broken_full_or_asked_too_often_is_named_with_its_status() throws Exception {
        for (int status : new int[] {429, 500, 503, 507}) {
            assertThat(refusal(status, "no space left on device"))
                    .contains("The registry of 127.0.0.1:", "/team/app answered with HTTP status " + status);
        }
    }

    private String refusal(int status, String body) throws IOException {
        Path jar = Files.writeString(folder.getRoot().toPath().resolve("job.jar"), "jar");
        try (RefusingRegistry bad = new RefusingRegistry(status, body)) {
            ImageRequest request = ImageRequest.of(
                            good.address() + "/flink:1",
                            bad.address() + "/team/app",
                            List.of(new FileLayer("job jar", List.of(ImageFile.of(jar, "/opt/flink/usrlib/job.jar")))))
                    .withCaches(ImageCaches.below(folder.getRoot().toPath().resolve("cache")));
            return Paragraphs.of(() -> new ImageBuilder(References::isLoopback, BackOff.DEFAULT, pause -> {})
                    .build(request, RegistryCredentials.of("me", "hunter2"), line -> {}));
        }
    }
}
