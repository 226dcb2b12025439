package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /v2/NAME/blobs/DIGEST}: whether a repository has a blob, and its content. */
final class BlobEndpoint {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})?");
    private static final int BUFFER_BYTES = 1 << 16;

    private final BlobStore blobs;
    private final RepositoryStore repositories;

    BlobEndpoint(BlobStore blobs, RepositoryStore repositories) {
        this.blobs = blobs;
        this.repositories = repositories;
    }

    void handle(Request request, RepositoryName name, Digest digest) throws IOException {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw request.unsupported();
        }
        if (!repositories.hasBlob(name, digest)) {
            throw new RegistryError(ErrorCode.BLOB_UNKNOWN, "no blob " + digest + " in " + name);
        }
        request.with("Docker-Content-Digest", digest.toString())
                .with("Content-Type", "application/octet-stream")
                .with("Accept-Ranges", "bytes");
        send(request, blobs.file(digest));
    }

    private static void send(Request request, Path file) throws IOException {
        try (FileChannel content = FileChannel.open(file)) {
            long size = content.size();
            Optional<String> range = request.header("Range");
            Matcher bounds = RANGE.matcher(range.orElse(""));
            if (!bounds.matches()) {
                copy(content, request.content(200, size), size);
                return;
            }
            long first = Long.parseLong(bounds.group(1));
            long last = bounds.group(2) == null ? size - 1 : Math.min(Long.parseLong(bounds.group(2)), size - 1);
            if (first > last) {
                request.with("Content-Range", "bytes */" + size).empty(416);
                return;
            }
            request.with("Content-Range", "bytes " + first + "-" + last + "/" + size);
            content.position(first);
            copy(content, request.content(206, last - first + 1), last - first + 1);
        }
    }

    private static void copy(FileChannel content, OutputStream target, long length) throws IOException {
        InputStream in = Channels.newInputStream(content);
        byte[] buffer = new byte[BUFFER_BYTES];
        try (target) {
            long left = length;
            while (left > 0) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    throw new IOException("a blob is shorter than it was");
                }
                target.write(buffer, 0, n);
                left -= n;
            }
        }
    }
}
