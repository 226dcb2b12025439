package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /v2/NAME/blobs/uploads/ID}: pushes in one piece or in chunks, and mounts from another repository. */
final class UploadEndpoint {
    private static final Pattern CONTENT_RANGE = Pattern.compile("(?:bytes )?([0-9]{1,18})-([0-9]{1,18})(?:/.*)?");

    private final UploadStore uploads;
    private final BlobStore blobs;
    private final RepositoryStore repositories;

    UploadEndpoint(UploadStore uploads, BlobStore blobs, RepositoryStore repositories) {
        this.uploads = uploads;
        this.blobs = blobs;
        this.repositories = repositories;
    }

    void handle(Request request, RepositoryName name, String id) throws IOException {
        switch (request.method()) {
            case "POST" -> begin(request, name, id);
            case "PATCH" -> append(request, name, id);
            case "PUT" -> finish(request, name, id);
            case "GET" -> progress(request, name, id, 204);
            case "DELETE" -> {
                uploads.size(id);
                uploads.cancel(id);
                request.empty(204);
            }
            default -> throw request.unsupported();
        }
    }

    private void begin(Request request, RepositoryName name, String id) throws IOException {
        if (!id.isEmpty()) {
            throw request.unsupported();
        }
        if (mounted(request, name)) {
            return;
        }
        String upload = uploads.begin();
        if (request.parameter("digest").isPresent()) {
            finish(request, name, upload);
        } else {
            progress(request, name, upload, 202);
        }
    }

    /** A blob that the other repository does not have is no error: the client goes on with an ordinary upload. */
    private boolean mounted(Request request, RepositoryName name) throws IOException {
        Optional<Digest> mount = request.parameter("mount").map(Digest::parse);
        Optional<RepositoryName> from = request.parameter("from").map(RepositoryName::parse);
        if (mount.isEmpty() || from.isEmpty() || !repositories.hasBlob(from.get(), mount.get())) {
            return false;
        }
        created(request, name, mount.get());
        return true;
    }

    private void append(Request request, RepositoryName name, String id) throws IOException {
        long size = uploads.size(id);
        Optional<String> range = request.header("Content-Range");
        if (range.isPresent()) {
            Matcher bounds = CONTENT_RANGE.matcher(range.get());
            if (!bounds.matches() || Long.parseLong(bounds.group(1)) != size) {
                throw new RegistryError(
                        ErrorCode.BLOB_UPLOAD_INVALID, "the next chunk begins at " + size + ", not at " + range.get());
            }
        }
        uploads.append(id, request.body());
        progress(request, name, id, 202);
    }

    private void finish(Request request, RepositoryName name, String id) throws IOException {
        Digest expected = Digest.parse(request.parameter("digest").orElse(""));
        uploads.append(id, request.body());
        uploads.finish(id, expected, blobs);
        created(request, name, expected);
    }

    private void created(Request request, RepositoryName name, Digest digest) throws IOException {
        repositories.addBlob(name, digest);
        request.with("Location", "/v2/" + name + "/blobs/" + digest)
                .with("Docker-Content-Digest", digest.toString())
                .empty(201);
    }

    private void progress(Request request, RepositoryName name, String id, int status) throws IOException {
        long size = uploads.size(id);
        request.with("Location", "/v2/" + name + "/blobs/uploads/" + id)
                .with("Docker-Upload-UUID", id)
                .with("Range", "0-" + Math.max(0, size - 1))
                .empty(status);
    }
}
