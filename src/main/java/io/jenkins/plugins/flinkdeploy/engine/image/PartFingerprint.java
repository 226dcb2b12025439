package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.jar.Manifest;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * A digest of all that decides the bytes of a part of a split jar, so that a part which was written before can be found
 * without writing it again. It covers the entries' compressed bytes, not only their checksums: caches are shared by jobs
 * whose owners need not trust each other.
 */
final class PartFingerprint {
    /** To be changed with everything that makes other bytes from the same entries. */
    private static final String FORMAT = "part of a split jar, format 1";

    private final MessageDigest sha256 = ContentStore.sha256();

    /** @param manifest the one that is written in front; nothing when it is among the entries */
    PartFingerprint(Optional<Manifest> manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream head = new DataOutputStream(bytes);
        head.writeUTF(FORMAT);
        head.writeBoolean(manifest.isPresent());
        if (manifest.isPresent()) {
            manifest.get().write(head);
        }
        sha256.update(bytes.toByteArray());
    }

    /** Takes in an entry; its compressed bytes as they are read from the returned stream, which must be read to its end. */
    InputStream reading(ZipArchiveEntry entry, InputStream raw) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream head = new DataOutputStream(bytes);
        byte[] name = entry.getName().getBytes(StandardCharsets.UTF_8);
        head.writeInt(name.length);
        head.write(name);
        head.writeInt(entry.getMethod());
        head.writeLong(entry.getSize());
        head.writeLong(entry.getCompressedSize());
        head.writeLong(entry.getCrc());
        sha256.update(bytes.toByteArray());
        return new DigestInputStream(raw, sha256);
    }

    /** The digest of what was taken in, after which nothing more may be. */
    String text() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
