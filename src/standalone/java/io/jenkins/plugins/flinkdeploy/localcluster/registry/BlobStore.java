package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Content by digest, one file each, shared by all repositories. A file appears whole or not at all. */
final class BlobStore {
    private final Path directory;
    private final Path incoming;

    BlobStore(Path storage) throws IOException {
        this.directory = Files.createDirectories(storage.resolve("blobs").resolve("sha256"));
        this.incoming = Files.createDirectories(storage.resolve("incoming"));
    }

    Path file(Digest digest) {
        return directory.resolve(digest.hex());
    }

    /** Takes over a complete file whose digest the caller has verified. */
    void adopt(Path complete, Digest digest) throws IOException {
        Files.move(complete, file(digest), StandardCopyOption.ATOMIC_MOVE);
    }

    Digest store(byte[] content) throws IOException {
        Digest digest = Digest.of(content);
        Path file = Files.createTempFile(incoming, "manifest", "");
        Files.write(file, content);
        adopt(file, digest);
        return digest;
    }
}
