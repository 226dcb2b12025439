package io.jenkins.plugins.flinkdeploy.localcluster.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class ImageNameTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    @Test
    public void a_name_with_a_registry_is_taken_as_it_is() throws Exception {
        assertThat(ImageName.parse("127.0.0.1:5000/team/job:1.2"))
                .isEqualTo(new ImageName("127.0.0.1:5000", "team/job", "1.2"));
    }

    @Test
    public void without_a_tag_the_latest_is_meant() throws Exception {
        assertThat(ImageName.parse("localhost:5000/job")).hasToString("localhost:5000/job:latest");
    }

    @Test
    public void a_name_without_a_registry_cannot_be_pulled_and_the_error_says_what_is_missing() {
        assertThatThrownBy(() -> ImageName.parse("team/job:3"))
                .isInstanceOfSatisfying(
                        PullException.class, e -> assertThat(e.reason()).isEqualTo("ErrImagePull"))
                .hasMessageContaining("team/job:3")
                .hasMessageContaining("no registry");
    }

    @Test
    public void a_digest_wins_over_a_tag() throws Exception {
        ImageName name = ImageName.parse("localhost:5000/job:1@" + DIGEST);
        assertThat(name.isDigest()).isTrue();
        assertThat(name).hasToString("localhost:5000/job@" + DIGEST);
    }

    @Test
    public void only_registries_of_this_machine_are_spoken_to_without_tls() throws Exception {
        assertThat(ImageName.parse("localhost:5000/job").endpoint()).isEqualTo("http://localhost:5000");
        assertThat(ImageName.parse("127.0.0.1:5000/job").endpoint()).isEqualTo("http://127.0.0.1:5000");
        assertThat(ImageName.parse("registry.example.org/job").endpoint()).isEqualTo("https://registry.example.org");
    }

    @Test
    public void what_is_no_name_is_refused_with_the_kubelets_reason() {
        assertThatThrownBy(() -> ImageName.parse("Not A Name"))
                .isInstanceOfSatisfying(
                        PullException.class, e -> assertThat(e.reason()).isEqualTo("InvalidImageName"))
                .hasMessageContaining("Not A Name");
    }
}
