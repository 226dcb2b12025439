package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Uploads that are under way, one growing file each. Nothing is held in memory. */
final class UploadStore {
    /** An upload that nobody touched for so long was given up by its client. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final Pattern ID = Pattern.compile("[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}");

    private final Path directory;

    UploadStore(Path storage) throws IOException {
        this.directory = Files.createDirectories(storage.resolve("uploads"));
        Instant oldest = Instant.now().minus(ABANDONED);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Begins an upload and returns its id. */
    String begin() throws IOException {
        String id = UUID.randomUUID().toString();
        Files.createFile(directory.resolve(id));
        return id;
    }

    long size(String id) throws IOException {
        return Files.size(file(id));
    }

    /** Appends a chunk. Chunks that two clients interleave are found by the digest check at the end. */
    void append(String id, InputStream chunk) throws IOException {
        try (OutputStream out = Files.newOutputStream(file(id), StandardOpenOption.APPEND)) {
            chunk.transferTo(out);
        }
    }

    void cancel(String id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    /** Checks a complete upload against the digest that the client announced and moves it to the blobs. */
    void finish(String id, Digest expected, BlobStore blobs) throws IOException {
        Path file = file(id);
        Digest actual = Digest.of(file);
        if (!actual.equals(expected)) {
            Files.deleteIfExists(file);
            throw new RegistryError(
                    ErrorCode.DIGEST_INVALID, "the uploaded content has digest " + actual + ", not " + expected);
        }
        blobs.adopt(file, expected);
    }

    private Path file(String id) {
        if (!ID.matcher(id).matches()) {
            throw unknown(id);
        }
        Path file = directory.resolve(id);
        if (!Files.isRegularFile(file)) {
            throw unknown(id);
        }
        return file;
    }

    private static RegistryError unknown(String id) {
        return new RegistryError(ErrorCode.BLOB_UPLOAD_UNKNOWN, "no such upload: " + id);
    }
}
