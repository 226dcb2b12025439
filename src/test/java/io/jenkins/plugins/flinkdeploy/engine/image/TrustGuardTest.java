package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.LogEvent;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.Test;

public class TrustGuardTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String OTHER = "sha256:" + "b".repeat(64);

    @Test
    public void only_names_and_numbers_of_this_machine_are_loopback() {
        assertThat(List.of("localhost", "localhost:5000", "127.0.0.1:5000", "127.77.0.3", "[::1]:5000"))
                .allMatch(References::isLoopback);
        assertThat(List.of("registry.example.org", "localhost.example.org", "127.0.0.1.example.org", "10.0.0.1:5000"))
                .noneMatch(References::isLoopback);
    }

    @Test
    public void a_base_image_with_another_digest_than_asked_for_stops_the_build() {
        TrustGuard guard = new TrustGuard(host -> false, Optional.of(DIGEST));
        guard.accept(LogEvent.lifecycle("Using base image with digest: " + DIGEST));
        assertThatThrownBy(() -> guard.accept(LogEvent.lifecycle("Using base image with digest: " + OTHER)))
                .isInstanceOf(TrustGuard.Refused.class)
                .hasMessage(OTHER);
    }

    @Test
    public void a_registry_without_trusted_tls_is_explained() throws Exception {
        ImageRequest request = ImageRequest.of("registry.example.org/flink:1", "registry.example.org/app", List.of());
        Failures failures = new Failures(References.of(request), request.caches(), new Transfers());
        Exception failure =
                new InsecureRegistryException(new URL("https://registry.example.org/v2/"), new SSLException("expired"));
        assertThat(failures.explain(failure))
                .hasMessageContaining("no trusted TLS connection")
                .hasMessageContaining("trust store")
                .hasMessageContaining("not touched");
    }

    @Test
    public void credentials_do_not_show_their_password() {
        assertThat(RegistryCredentials.of("me", "hunter2").toString())
                .contains("me")
                .doesNotContain("hunter2");
    }
}
