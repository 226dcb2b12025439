package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A checked {@code sha256:…} digest. Its hex part is safe as a file name. */
record Digest(String hex) {
    private static final String PREFIX = "sha256:";
    private static final Pattern HEX = Pattern.compile("[a-f0-9]{64}");

    /** Reads what a client sent; anything but a complete sha256 digest is refused with {@code DIGEST_INVALID}. */
    static Digest parse(String text) {
        if (!looksLikeOne(text) || !HEX.matcher(text.substring(PREFIX.length())).matches()) {
            throw new RegistryError(ErrorCode.DIGEST_INVALID, "not a sha256 digest: " + text);
        }
        return new Digest(text.substring(PREFIX.length()));
    }

    static boolean looksLikeOne(String text) {
        return text != null && text.startsWith(PREFIX);
    }

    static Digest of(byte[] content) {
        return new Digest(HexFormat.of().formatHex(sha256().digest(content)));
    }

    static Digest of(Path file) throws IOException {
        MessageDigest sum = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sum.update(buffer, 0, n);
            }
        }
        return new Digest(HexFormat.of().formatHex(sum.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
