package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class EmbeddedRegistryTest {
    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final HttpClient client = HttpClient.newHttpClient();
    private Path storage;
    private EmbeddedRegistry registry;

    @Before
    public void start() throws IOException {
        storage = folder.getRoot().toPath().resolve("images");
        registry = EmbeddedRegistry.start(storage, 0);
    }

    @After
    public void stop() {
        registry.close();
    }

    @Test
    public void the_ping_says_that_this_is_a_registry() throws Exception {
        HttpResponse<String> ping = send("GET", "/v2/", BodyPublishers.noBody());
        assertThat(ping.statusCode()).isEqualTo(200);
        assertThat(ping.headers().firstValue("Docker-Distribution-Api-Version")).contains("registry/2.0");
    }

    @Test
    public void a_blob_pushed_in_one_request_is_pulled_again_whole_or_in_part() throws Exception {
        String digest = pushBlob("team/app", "some layer");
        String path = "/v2/team/app/blobs/" + digest;
        HttpResponse<String> head = send("HEAD", path, BodyPublishers.noBody());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).contains("10");
        assertThat(head.body()).isEmpty();
        assertThat(send("GET", path, BodyPublishers.noBody()).body()).isEqualTo("some layer");

        HttpResponse<String> part = send("GET", path, BodyPublishers.noBody(), "Range", "bytes=5-8");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("laye");
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 5-8/10");
        assertThat(send("GET", path, BodyPublishers.noBody(), "Range", "bytes=10-")
                        .statusCode())
                .isEqualTo(416);
    }

    @Test
    public void a_blob_pushed_in_chunks_is_put_together_and_a_chunk_out_of_order_is_refused() throws Exception {
        String location = begin("app", "");
        HttpResponse<String> first = send("PATCH", location, BodyPublishers.ofString("some "), "Content-Range", "0-4");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Range")).contains("0-4");
        HttpResponse<String> gap = send("PATCH", location, BodyPublishers.ofString("x"), "Content-Range", "7-7");
        assertThat(gap.statusCode()).isEqualTo(416);
        assertThat(gap.body()).contains("BLOB_UPLOAD_INVALID");
        send("PATCH", location, BodyPublishers.ofString("layer"), "Content-Range", "5-9");
        assertThat(send("GET", location, BodyPublishers.noBody()).headers().firstValue("Range"))
                .contains("0-9");

        String digest = digest("some layer");
        HttpResponse<String> done = send("PUT", location + "?digest=" + digest, BodyPublishers.noBody());
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(send("GET", "/v2/app/blobs/" + digest, BodyPublishers.noBody())
                        .body())
                .isEqualTo("some layer");
    }

    @Test
    public void content_that_does_not_match_its_digest_is_refused_and_not_kept() throws Exception {
        String wrong = digest("something else");
        HttpResponse<String> answer =
                send("PUT", begin("app", "") + "?digest=" + wrong, BodyPublishers.ofString("content"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"DIGEST_INVALID\"");
        assertThat(send("HEAD", "/v2/app/blobs/" + wrong, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(404);
        try (Stream<Path> uploads = Files.list(storage.resolve("uploads"))) {
            assertThat(uploads).isEmpty();
        }
    }

    @Test
    public void a_blob_is_mounted_from_a_repository_that_has_it_and_only_from_there() throws Exception {
        String digest = pushBlob("base", "shared");
        assertThat(send("HEAD", "/v2/app/blobs/" + digest, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(404);
        String mount = "/v2/app/blobs/uploads/?mount=" + digest + "&from=";
        assertThat(send("POST", mount + "other", BodyPublishers.noBody()).statusCode())
                .isEqualTo(202);
        assertThat(send("POST", mount + "base", BodyPublishers.noBody()).statusCode())
                .isEqualTo(201);
        assertThat(send("GET", "/v2/app/blobs/" + digest, BodyPublishers.noBody())
                        .body())
                .isEqualTo("shared");
    }

    @Test
    public void a_manifest_is_found_by_tag_and_by_digest_also_after_a_restart() throws Exception {
        String manifest = manifest(pushBlob("app", "{}"), pushBlob("app", "layer"));
        HttpResponse<String> put =
                send("PUT", "/v2/app/manifests/1.0", BodyPublishers.ofString(manifest), "Content-Type", OCI);
        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(put.headers().firstValue("Docker-Content-Digest")).contains(digest(manifest));

        registry.close();
        registry = EmbeddedRegistry.start(storage, 0);

        for (String reference : new String[] {"1.0", digest(manifest)}) {
            HttpResponse<String> got = send("GET", "/v2/app/manifests/" + reference, BodyPublishers.noBody());
            assertThat(got.body()).isEqualTo(manifest);
            assertThat(got.headers().firstValue("Content-Type")).contains(OCI);
        }
        assertThat(send("GET", "/v2/app/tags/list", BodyPublishers.noBody()).body())
                .isEqualToIgnoringWhitespace("{\"name\":\"app\",\"tags\":[\"1.0\"]}");
    }

    @Test
    public void a_manifest_whose_layers_were_not_pushed_is_refused() throws Exception {
        String manifest = manifest(pushBlob("app", "{}"), digest("never pushed"));
        HttpResponse<String> put = send("PUT", "/v2/app/manifests/1.0", BodyPublishers.ofString(manifest));
        assertThat(put.statusCode()).isEqualTo(404);
        assertThat(put.body()).contains("MANIFEST_BLOB_UNKNOWN").contains(digest("never pushed"));
        assertThat(send("GET", "/v2/app/manifests/1.0", BodyPublishers.noBody()).body())
                .contains("MANIFEST_UNKNOWN");
    }

    @Test
    public void names_that_could_leave_the_storage_directory_are_refused() throws Exception {
        String digest = digest("x");
        for (String name : new String[] {"..", "a/../b", "%2e%2e/a", "_blobs", "Upper", "a//b", "a/.hidden"}) {
            HttpResponse<String> answer =
                    send("POST", "/v2/" + name + "/blobs/uploads/?digest=" + digest, BodyPublishers.ofString("x"));
            assertThat(answer.statusCode()).as(name).isEqualTo(400);
            assertThat(answer.body()).as(name).contains("NAME_INVALID");
        }
        assertThat(send("GET", "/v2/app/manifests/..", BodyPublishers.noBody()).body())
                .contains("TAG_INVALID");
        assertThat(send("GET", "/v2/app/blobs/sha256:..%2f..", BodyPublishers.noBody())
                        .statusCode())
                .isBetween(400, 404);
        assertThat(send("GET", "/v2/app/blobs/uploads/..", BodyPublishers.noBody())
                        .body())
                .contains("BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    public void a_client_that_tries_tls_first_is_turned_away_at_once() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + registry.address() + "/v2/"))
                .timeout(Duration.ofMinutes(1))
                .build();
        assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString())).isInstanceOf(SSLException.class);
    }

    @Test
    public void it_listens_on_the_loopback_address_only() {
        assertThat(registry.address()).startsWith("127.0.0.1:");
    }

    private String pushBlob(String repository, String content) throws Exception {
        String digest = digest(content);
        HttpResponse<String> answer = send(
                "POST", "/v2/" + repository + "/blobs/uploads/?digest=" + digest, BodyPublishers.ofString(content));
        assertThat(answer.statusCode()).isEqualTo(201);
        return digest;
    }

    private String begin(String repository, String query) throws Exception {
        HttpResponse<String> answer =
                send("POST", "/v2/" + repository + "/blobs/uploads/" + query, BodyPublishers.noBody());
        assertThat(answer.statusCode()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + registry.address() + path))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String digest(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String manifest(String config, String layer) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "\",\"config\":{\"digest\":\"" + config
                + "\",\"size\":2},\"layers\":[{\"digest\":\"" + layer + "\",\"size\":5}]}";
    }
}
