package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /v2/NAME/manifests/REFERENCE} by tag or digest, and the list of tags. */
final class ManifestEndpoint {
    /** As large as registries commonly allow; a manifest is the one thing that is read into memory. */
    private static final int LARGEST_BYTES = 4 * 1024 * 1024;

    private static final String DEFAULT_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9.+/_-]{1,255}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlobStore blobs;
    private final RepositoryStore repositories;

    ManifestEndpoint(BlobStore blobs, RepositoryStore repositories) {
        this.blobs = blobs;
        this.repositories = repositories;
    }

    void handle(Request request, RepositoryName name, String reference) throws IOException {
        switch (request.method()) {
            case "GET", "HEAD" -> get(request, name, reference);
            case "PUT" -> put(request, name, reference);
            default -> throw request.unsupported();
        }
    }

    void tags(Request request, RepositoryName name) throws IOException {
        if (!repositories.exists(name)) {
            throw new RegistryError(ErrorCode.NAME_UNKNOWN, "nothing was ever pushed to " + name);
        }
        request.json(200, new TagList(name.value(), repositories.tags(name)));
    }

    private void get(Request request, RepositoryName name, String reference) throws IOException {
        Optional<Digest> digest = Digest.looksLikeOne(reference)
                ? Optional.of(Digest.parse(reference))
                : repositories.tagged(name, checkedTag(reference));
        Optional<String> mediaType = digest.isPresent() ? repositories.mediaType(name, digest.get()) : Optional.empty();
        if (mediaType.isEmpty()) {
            throw new RegistryError(ErrorCode.MANIFEST_UNKNOWN, "no manifest " + reference + " in " + name);
        }
        request.with("Content-Type", mediaType.get())
                .with("Docker-Content-Digest", digest.get().toString())
                .content(200, Files.readAllBytes(blobs.file(digest.get())));
    }

    private void put(Request request, RepositoryName name, String reference) throws IOException {
        byte[] content = request.body().readNBytes(LARGEST_BYTES + 1);
        if (content.length > LARGEST_BYTES) {
            throw new RegistryError(ErrorCode.SIZE_INVALID, "a manifest has at most " + LARGEST_BYTES + " bytes");
        }
        Digest actual = Digest.of(content);
        boolean byDigest = Digest.looksLikeOne(reference);
        if (byDigest && !Digest.parse(reference).equals(actual)) {
            throw new RegistryError(ErrorCode.DIGEST_INVALID, "the manifest has digest " + actual);
        }
        String tag = byDigest ? "" : checkedTag(reference);
        JsonNode manifest = parse(content);
        checkReferences(name, manifest);
        blobs.store(content);
        repositories.addManifest(name, actual, mediaType(request, manifest));
        if (!byDigest) {
            repositories.tag(name, tag, actual);
        }
        request.with("Location", "/v2/" + name + "/manifests/" + actual)
                .with("Docker-Content-Digest", actual.toString())
                .empty(201);
    }

    private static JsonNode parse(byte[] content) throws IOException {
        try {
            JsonNode manifest = JSON.readTree(content);
            if (manifest != null && manifest.isObject()) {
                return manifest;
            }
        } catch (JsonProcessingException e) {
            throw new RegistryError(ErrorCode.MANIFEST_INVALID, "the manifest is not JSON");
        }
        throw new RegistryError(ErrorCode.MANIFEST_INVALID, "the manifest is not a JSON object");
    }

    /** An image whose parts are missing would fail at the pull, far from the mistake; so it is refused at the push. */
    private void checkReferences(RepositoryName name, JsonNode manifest) throws IOException {
        List<JsonNode> parts = new ArrayList<>();
        parts.add(manifest.path("config"));
        manifest.path("layers").forEach(parts::add);
        for (JsonNode part : parts) {
            if (part.has("digest") && !part.has("urls")) {
                requirePresent(name, Digest.parse(part.path("digest").asText()));
            }
        }
        for (JsonNode child : manifest.path("manifests")) {
            Digest digest = Digest.parse(child.path("digest").asText());
            if (repositories.mediaType(name, digest).isEmpty()) {
                throw new RegistryError(ErrorCode.MANIFEST_BLOB_UNKNOWN, "no manifest " + digest + " in " + name);
            }
        }
    }

    private void requirePresent(RepositoryName name, Digest digest) {
        if (!repositories.hasBlob(name, digest)) {
            throw new RegistryError(ErrorCode.MANIFEST_BLOB_UNKNOWN, "no blob " + digest + " in " + name);
        }
    }

    private static String mediaType(Request request, JsonNode manifest) {
        String type = request.header("Content-Type")
                .orElse(manifest.path("mediaType").asText(DEFAULT_TYPE))
                .replaceFirst("\\s*;.*", "");
        if (!MEDIA_TYPE.matcher(type).matches()) {
            throw new RegistryError(ErrorCode.MANIFEST_INVALID, "not a media type: " + type);
        }
        return type;
    }

    private static String checkedTag(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new RegistryError(ErrorCode.TAG_INVALID, "not a tag: " + tag);
        }
        return tag;
    }

    /** As the specification writes it. */
    record TagList(String name, List<String> tags) {}
}
