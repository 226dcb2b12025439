package io.jenkins.plugins.flinkdeploy.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ClusterConnectionTest {
    private static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            current-context: prod
            clusters:
            - name: prod-cluster
              cluster: {server: "https://prod.example.org:6443"}
            - name: test-cluster
              cluster: {server: "http://127.0.0.1:8001", insecure-skip-tls-verify: true}
            users:
            - name: deployer
              user: {token: 20240101}
            - name: helper
              user:
                exec: {apiVersion: client.authentication.k8s.io/v1, command: "echo", args: []}
            - name: files
              user: {client-certificate: c.pem, client-key: k.pem, tokenFile: token.txt}
            contexts:
            - name: prod
              context: {cluster: prod-cluster, user: deployer, namespace: streaming}
            - name: test
              context: {cluster: test-cluster, user: deployer}
            - name: by-program
              context: {cluster: prod-cluster, user: helper}
            - name: by-files
              context: {cluster: prod-cluster, user: files}
            - name: lost-user
              context: {cluster: prod-cluster, user: nobody}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void the_current_context_counts_unless_another_is_named() {
        assertThat(text(Optional.empty()).url()).isEqualTo("https://prod.example.org:6443");
        assertThat(text(Optional.empty()).namespace()).isEqualTo("streaming");
        assertThat(text(Optional.of("test")).url()).isEqualTo("http://127.0.0.1:8001");
        assertThat(text(Optional.of("test")).namespace()).isEqualTo("default");
    }

    @Test
    public void connections_are_equal_when_they_lead_to_the_same_place_as_the_same_user() {
        assertThat(text(Optional.of("prod")))
                .isEqualTo(text(Optional.empty()))
                .hasSameHashCodeAs(text(Optional.empty()))
                .isNotEqualTo(text(Optional.of("test")));
        assertThat(text(Optional.empty()).fingerprint())
                .isEqualTo(text(Optional.of("prod")).fingerprint())
                .isNotEqualTo(text(Optional.of("test")).fingerprint());
        assertThat(token("a")).isEqualTo(token("a")).isNotEqualTo(token("b"));
    }

    @Test
    public void nothing_printed_holds_a_secret() {
        assertThat(token("s3cret").toString() + token("s3cret").fingerprint() + new Auth.Token("s3cret"))
                .doesNotContain("s3cret");
    }

    @Test
    public void an_unknown_context_or_user_is_an_error_and_no_other_identity_is_taken() {
        assertThatThrownBy(() -> text(Optional.of("prd")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no context \"prd\"; it has the contexts \"prod\", \"test\"");
        assertThatThrownBy(() -> text(Optional.of("lost-user")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no user \"nobody\" that context \"lost-user\" names");
    }

    @Test
    public void malformed_text_is_located_without_being_quoted() {
        assertThatThrownBy(() -> ClusterConnection.ofKubeconfig("users:\n- token: s3cret\n  x: [", Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("not readable YAML at line 3")
                .message()
                .doesNotContain("s3cret");
        assertThatThrownBy(() -> ClusterConnection.ofKubeconfig("hello", Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("not a mapping");
        assertThatThrownBy(() -> ClusterConnection.ofKubeconfig("", Optional.empty()))
                .isInstanceOf(UserException.class);
    }

    @Test
    public void a_missing_file_is_named() {
        Path missing = folder.getRoot().toPath().resolve("nowhere");
        assertThatThrownBy(() -> ClusterConnection.ofKubeconfigFile(missing, Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(missing + " cannot be used: the file does not exist");
    }

    @Test
    public void on_a_controller_programs_and_files_are_refused() {
        assertThatThrownBy(() -> text(Optional.of("by-program")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("user.exec");
        assertThatThrownBy(() -> text(Optional.of("by-files")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("user.tokenFile, user.client-certificate, user.client-key");
    }

    @Test
    public void on_the_command_line_files_are_found_beside_the_kubeconfig() throws IOException {
        Path kubeconfig = folder.newFile("config").toPath();
        Files.writeString(kubeconfig, KUBECONFIG);
        assertThatThrownBy(() -> ClusterConnection.ofKubeconfigFile(kubeconfig, Optional.of("by-files")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(folder.getRoot().toPath().resolve("c.pem") + ", which cannot be read");
        for (String file : new String[] {"c.pem", "k.pem", "token.txt"}) {
            Files.writeString(folder.getRoot().toPath().resolve(file), "x");
        }
        assertThat(ClusterConnection.ofKubeconfigFile(kubeconfig, Optional.of("by-files"))
                        .contextName())
                .isEqualTo("by-files");
    }

    @Test
    public void a_credential_program_without_a_credential_is_an_error() throws IOException {
        Path kubeconfig = folder.newFile("config").toPath();
        Files.writeString(kubeconfig, KUBECONFIG);
        ClusterConnection connection = ClusterConnection.ofKubeconfigFile(kubeconfig, Optional.of("by-program"));
        assertThatThrownBy(connection::connect)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("\"echo\"")
                .hasMessageContaining("gave no credential");
    }

    @Test
    public void a_token_that_looks_like_a_number_stays_text_and_limits_are_set() {
        Config config = ClientFactory.config(new Kubeconfig(KUBECONFIG, "x", Optional.empty())
                .select(Optional.empty(), KubeconfigPolicy.CONTROLLER));
        assertThat(config.getAutoOAuthToken()).isEqualTo("20240101");
        assertThat(config.getMasterUrl()).isEqualTo("https://prod.example.org:6443/");
        assertThat(config.getConnectionTimeout()).isEqualTo(10_000);
        assertThat(config.getRequestRetryBackoffLimit()).isZero();
        assertThat(config.getAutoConfigure()).isFalse();
    }

    @Test
    public void impersonation_is_kept() {
        Config config = ClientFactory.config(new Kubeconfig(
                        KUBECONFIG.replace("{token: 20240101}", "{token: t, as: jane, as-groups: [dev, ops]}"),
                        "x",
                        Optional.empty())
                .select(Optional.empty(), KubeconfigPolicy.CONTROLLER));
        assertThat(config.getImpersonateUsername()).isEqualTo("jane");
        assertThat(config.getImpersonateGroups()).containsExactly("dev", "ops");
    }

    @Test
    public void certificates_that_are_none_are_an_error_before_any_request() {
        ClusterConnection connection =
                ClusterConnection.of("https://127.0.0.1:1", Optional.of("not a certificate"), Optional.empty(), false);
        assertThatThrownBy(connection::connect).isInstanceOf(UserException.class);
        assertThatThrownBy(() -> ClusterConnection.of("cluster", Optional.empty(), Optional.empty(), false))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("must begin with https://");
    }

    @Test
    public void a_foreign_context_class_loader_does_no_harm() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader foreign = ClassLoader.getPlatformClassLoader();
        thread.setContextClassLoader(foreign);
        try (ClusterApi api = token("t").connect()) {
            assertThat(api).isNotNull();
            assertThat(thread.getContextClassLoader()).isSameAs(foreign);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ClusterConnection text(Optional<String> context) {
        return ClusterConnection.ofKubeconfig(KUBECONFIG, context);
    }

    private static ClusterConnection token(String token) {
        return ClusterConnection.of("https://127.0.0.1:1", Optional.empty(), Optional.of(new Auth.Token(token)), false);
    }
}
