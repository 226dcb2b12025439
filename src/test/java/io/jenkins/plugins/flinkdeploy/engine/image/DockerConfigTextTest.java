package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class DockerConfigTextTest {
    private static final String FILE =
            """
            {"auths": {
              "https://index.docker.io/v1/": {"auth": "aHViOnB3OjE="},
              "registry.example.org:5000": {"identitytoken": "t0ken"},
              "plain.example.org": {"username": "joe", "password": "secret"},
              "helped.example.org": {}
            }, "credsStore": "desktop"}
            """;

    @Test
    public void each_registry_gets_its_own_login_and_no_other() throws Exception {
        assertThat(login("flink:1.19")).containsExactly(Credential.from("hub", "pw:1"));
        assertThat(login("registry.example.org:5000/orders"))
                .containsExactly(Credential.from(Credential.OAUTH2_TOKEN_USER_NAME, "t0ken"));
        assertThat(login("plain.example.org/orders")).containsExactly(Credential.from("joe", "secret"));
        assertThat(login("helped.example.org/orders")).isEmpty();
        assertThat(login("other.example.org/orders")).isEmpty();
    }

    @Test
    public void a_file_without_logins_is_refused_and_never_quoted() {
        for (String text : List.of("{\"auths\": {\"a\": {\"auth\": \"hunter2\"}}}", "hunter2", "{}", "")) {
            assertThatThrownBy(() -> RegistryCredentials.ofDockerConfig(text, "of credential \"registry\""))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("of credential \"registry\"")
                    .hasMessageNotContaining("hunter2");
        }
    }

    private static List<Credential> login(String image) throws Exception {
        List<Credential> found = new ArrayList<>();
        for (CredentialRetriever retriever : RegistryCredentials.ofDockerConfig(FILE, "")
                .retrievers(ImageReference.parse(image), "elsewhere.example.org")) {
            retriever.retrieve().ifPresent(found::add);
        }
        return found;
    }
}
