package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Copies of files under the digest of their content, all with one time. Jib recognises a layer that it built before by the
 * paths and times of its files; over these copies that is as good as by their content, wherever the originals lie and
 * whenever they were written. It also keeps a file that is overwritten during the build from getting into the image by half.
 */
final class ContentStore {
    private static final FileTime TIME = FileTime.from(Instant.EPOCH.plusSeconds(1));

    private final Path directory;

    ContentStore(Path directory) {
        this.directory = directory;
    }

    /** The copy of a file, made when it is not there. */
    Path put(Path source) throws IOException {
        Optional<Path> known = find(digest(source));
        if (known.isPresent()) {
            return known.get();
        }
        Path draft = draft();
        try {
            Files.copy(source, draft, StandardCopyOption.REPLACE_EXISTING);
            return adopt(draft, digest(draft));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * What is kept under a name.
     *
     * @param name a digest of the content, or of all that the content was made from
     */
    Optional<Path> find(String name) throws IOException {
        Path stored = directory.resolve(name);
        return Files.exists(stored) ? Optional.of(used(stored)) : Optional.empty();
    }

    /** An empty file to write into and then to {@link #adopt}. */
    Path draft() throws IOException {
        Files.createDirectories(directory);
        return Files.createTempFile(directory, "draft", "");
    }

    /** Moves a file, which must be a draft of this store, to the place where {@link #find} looks for its name. */
    Path adopt(Path draft, String name) throws IOException {
        Optional<Path> known = find(name);
        if (known.isPresent()) {
            Files.delete(draft);
            return known.get();
        }
        Path stored = directory.resolve(name);
        Files.setLastModifiedTime(draft, TIME);
        try {
            Files.move(draft, stored, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException anotherBuildWasFaster) {
            Files.delete(draft);
        }
        return stored;
    }

    /** The time of last change means something here, so the time of last access tells what may be pruned. */
    private static Path used(Path stored) throws IOException {
        Files.getFileAttributeView(stored, BasicFileAttributeView.class)
                .setTimes(null, FileTime.from(Instant.now()), null);
        return stored;
    }

    static String digest(Path file) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
