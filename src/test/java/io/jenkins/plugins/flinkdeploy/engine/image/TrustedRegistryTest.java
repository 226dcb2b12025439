package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.localcluster.registry.FaultyRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Registries with TLS by an own certificate authority, with passwords and with tokens. */
public class TrustedRegistryTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final String HTPASSWD = "ci:$2b$04$daP0WLzPrK4xbCdFyZIxluOWZDvF2CC2exvM3.U048LKk8ovXoXAa";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TestBuild build;
    private TestTrust trust;
    private RegistryAccess access;
    private TestRegistry plain;

    @Before
    public void start() throws Exception {
        build = new TestBuild(folder.getRoot().toPath());
        trust = TestTrust.make(folder.newFolder("trust").toPath());
        access = RegistryAccess.DEFAULT.withCertificateAuthorities(trust.certificate());
        plain = TestRegistry.Kind.EMBEDDED.start(folder.newFolder("plain").toPath());
        TestRegistry.pushBase(
                plain.address() + "/flink:1", folder.newFolder("base").toPath());
    }

    @After
    public void stop() {
        plain.close();
    }

    @Test
    public void an_own_certificate_authority_is_trusted_only_when_it_is_named() throws Exception {
        try (FaultyRegistry registry = new FaultyRegistry(plain.address(), trust.context())) {
            BuiltImage image = build.run(registry.address(), nobody(), access);
            assertThat(image.pushedBytes()).isPositive();
            assertThat(build.run(registry.address(), nobody(), access).pushedBytes())
                    .isZero();
            ImageBuilder strict = new ImageBuilder(host -> false, BackOff.DEFAULT, pause -> {});
            assertThat(Paragraphs.of(
                            () -> strict.build(build.request(registry.address(), "other"), nobody(), line -> {})))
                    .contains("no trusted TLS connection to the registry", registry.address());
        }
    }

    @Test
    public void a_registry_with_a_password_file_takes_the_right_password_and_no_log_has_it() throws Exception {
        try (TestRegistry registry =
                        TestRegistry.guarded(folder.newFolder("debian").toPath(), trust, HTPASSWD);
                FaultyRegistry open = new FaultyRegistry(plain.address(), trust.context());
                EverythingLogged everything = new EverythingLogged()) {
            ImageRequest request = toGuarded(registry, open);
            RegistryCredentials right = RegistryCredentials.of("ci", PASSWORD);
            assertThat(build.builder(1).build(request, right, build.log::add).pushedBytes())
                    .isPositive();
            String message = Paragraphs.of(() -> build.builder(1)
                    .build(request.withTag("2"), RegistryCredentials.of("ci", "wrong-" + PASSWORD), build.log::add));
            assertThat(message).contains("credentials", registry.address() + "/team/app", "(HTTP status 401)");
            assertThat(everything.lines()).hasSizeGreaterThan(20);
            assertNoSecret(PASSWORD, everything, message);
            assertNoSecret(base64("ci:" + PASSWORD), everything, message);
            assertNoSecret(base64("ci:wrong-" + PASSWORD), everything, message);
        }
    }

    @Test
    public void a_docker_configuration_file_gives_the_credentials_of_its_registry() throws Exception {
        try (TestRegistry registry =
                        TestRegistry.guarded(folder.newFolder("debian").toPath(), trust, HTPASSWD);
                FaultyRegistry open = new FaultyRegistry(plain.address(), trust.context())) {
            String configuration =
                    "{\"auths\":{\"" + registry.address() + "\":{\"auth\":\"" + base64("ci:" + PASSWORD) + "\"}}}";
            ImageRequest request = toGuarded(registry, open);
            Path file = Files.writeString(folder.getRoot().toPath().resolve("config.json"), configuration);
            assertThat(build.builder(1)
                            .build(request, RegistryCredentials.fromDockerConfig(file), build.log::add)
                            .digest())
                    .startsWith("sha256:");
            RegistryCredentials none = RegistryCredentials.fromDockerConfig(
                    folder.newFile("empty.json").toPath());
            assertThat(Paragraphs.of(() -> build.builder(1).build(request.withTag("2"), none, build.log::add)))
                    .contains(registry.address());
        }
    }

    @Test
    public void a_token_that_expires_in_the_middle_of_a_push_is_renewed_and_no_log_has_it() throws Exception {
        try (FaultyRegistry registry = new FaultyRegistry(plain.address(), trust.context());
                EverythingLogged everything = new EverythingLogged()) {
            Tokens tokens = new Tokens("https://" + registry.address(), base64("ci:" + PASSWORD), 4);
            registry.guardedBy(tokens);
            BuiltImage image = build.run(registry.address(), RegistryCredentials.of("ci", PASSWORD), access);
            assertThat(image.pushedBytes()).isPositive();
            assertThat(tokens.issued()).hasSizeGreaterThan(2);
            assertNoSecret(base64("ci:" + PASSWORD), everything, "");
            for (String token : tokens.issued()) {
                assertNoSecret(token, everything, "");
            }
        }
    }

    @Test
    public void credentials_that_the_token_service_does_not_take_are_told_with_the_registry() throws Exception {
        try (FaultyRegistry registry = new FaultyRegistry(plain.address(), trust.context())) {
            registry.guardedBy(new Tokens("https://" + registry.address(), base64("ci:" + PASSWORD), 4));
            assertThat(Paragraphs.of(
                            () -> build.run(registry.address(), RegistryCredentials.of("ci", "expired"), access)))
                    .contains(registry.address(), "expired")
                    .doesNotContain(base64("ci:expired"));
        }
    }

    /** A base image that everybody may have, and a target that asks for a password. */
    private ImageRequest toGuarded(TestRegistry target, FaultyRegistry open) throws Exception {
        ImageRequest request = build.request(open.address(), "cache");
        return ImageRequest.of(request.base(), target.address() + "/team/app", request.layers())
                .withCaches(request.caches())
                .withAccess(access);
    }

    private void assertNoSecret(String secret, EverythingLogged everything, String message) {
        assertThat(message).doesNotContain(secret);
        assertThat(List.copyOf(build.log)).noneMatch(line -> line.contains(secret));
        assertThat(everything.lines().stream().filter(line -> line.contains(secret)))
                .isEmpty();
    }

    private static RegistryCredentials nobody() {
        return RegistryCredentials.of("nobody", "secret");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
