package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What each repository contains: which blobs, which manifests with their media types, and which tag names which manifest.
 * All are small files below {@code _blobs}, {@code _manifests} and {@code _tags} of the repository's directory.
 */
final class RepositoryStore {
    private final Path root;

    RepositoryStore(Path root) throws IOException {
        this.root = Files.createDirectories(root);
    }

    boolean hasBlob(RepositoryName name, Digest digest) {
        return Files.isRegularFile(directory(name).resolve("_blobs").resolve(digest.hex()));
    }

    void addBlob(RepositoryName name, Digest digest) throws IOException {
        write(directory(name).resolve("_blobs").resolve(digest.hex()), "");
    }

    Optional<String> mediaType(RepositoryName name, Digest manifest) throws IOException {
        return read(directory(name).resolve("_manifests").resolve(manifest.hex()));
    }

    void addManifest(RepositoryName name, Digest manifest, String mediaType) throws IOException {
        write(directory(name).resolve("_manifests").resolve(manifest.hex()), mediaType);
    }

    Optional<Digest> tagged(RepositoryName name, String tag) throws IOException {
        return read(directory(name).resolve("_tags").resolve(tag)).map(Digest::parse);
    }

    void tag(RepositoryName name, String tag, Digest manifest) throws IOException {
        write(directory(name).resolve("_tags").resolve(tag), manifest.toString());
    }

    /** The tags in lexical order; empty when nothing was ever pushed there. */
    List<String> tags(RepositoryName name) throws IOException {
        Path tags = directory(name).resolve("_tags");
        if (!Files.isDirectory(tags)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(tags)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> !file.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    boolean exists(RepositoryName name) {
        return Files.isDirectory(directory(name).resolve("_manifests"));
    }

    private Path directory(RepositoryName name) {
        return root.resolve(name.value());
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path directory = Files.createDirectories(file.resolveSibling("."));
        // A leading dot is in no tag or digest, so half-written files are never read.
        Path incoming = Files.createTempFile(directory, ".incoming", "");
        Files.writeString(incoming, text);
        Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
