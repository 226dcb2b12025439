package io.jenkins.plugins.flinkdeploy.localcluster.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Reads manifests and blobs from a registry (OCI distribution specification) and checks every digest. */
final class RegistryClient {
    private static final String MANIFEST_TYPES = String.join(
            ", ",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** The manifest of one image for this machine's architecture. */
    ImageManifest manifest(ImageName name) throws PullException {
        ImageManifest found = read(name, name.reference());
        JsonNode choices = found.tree().path("manifests");
        return choices.isArray() ? read(name, choice(name, choices)) : found;
    }

    /** A blob as a stream; whoever reads it to the end must compare its digest. */
    InputStream blob(ImageName name, String digest) throws PullException {
        return get(name, "/blobs/" + digest, "application/octet-stream").body();
    }

    private ImageManifest read(ImageName name, String reference) throws PullException {
        HttpResponse<InputStream> response = get(name, "/manifests/" + reference, MANIFEST_TYPES);
        try (InputStream body = response.body()) {
            byte[] bytes = body.readAllBytes();
            String digest = Digests.sha256(bytes);
            if (reference.startsWith("sha256:") && !reference.equals(digest)) {
                throw failed(name, "the manifest's digest is " + digest);
            }
            return new ImageManifest(digest, Json.read(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException | UncheckedIOException e) {
            throw failed(name, String.valueOf(e.getMessage()));
        }
    }

    private static String choice(ImageName name, JsonNode choices) throws PullException {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        for (JsonNode choice : choices) {
            JsonNode platform = choice.path("platform");
            if (platform.path("architecture").asText().equals(machine)
                    && platform.path("os").asText().equals("linux")) {
                return choice.path("digest").asText();
            }
        }
        throw failed(name, "no match for platform in manifest: not found");
    }

    private HttpResponse<InputStream> get(ImageName name, String path, String accept) throws PullException {
        URI uri = URI.create(name.endpoint() + "/v2/" + name.repository() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Accept", accept)
                .build();
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            String cause = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw failed(name, "failed to do request: Get \"" + uri + "\": " + cause.toLowerCase(Locale.ROOT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(name, "interrupted");
        }
        if (response.statusCode() != 200) {
            throw failed(name, refusal(response));
        }
        return response;
    }

    private static String refusal(HttpResponse<InputStream> response) {
        String detail = "";
        try (InputStream body = response.body()) {
            JsonNode error = Json.read(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .path("errors")
                    .path(0);
            detail = error.path("message").asText();
            detail = detail.isEmpty() ? error.path("code").asText() : detail;
        } catch (IOException | UncheckedIOException e) {
            // An answer that is not the registry's own; its status says enough.
            detail = "";
        }
        String status = response.uri() + ": unexpected status " + response.statusCode();
        return detail.isEmpty() ? status : status + ": " + detail;
    }

    private static PullException failed(ImageName name, String cause) {
        return new PullException(PullException.FAILED, "failed to pull and unpack image \"" + name + "\": " + cause);
    }
}
