package io.jenkins.plugins.flinkdeploy.localcluster.images;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content addresses as registries write them: {@code sha256:...}. */
final class Digests {
    private Digests() {}

    static String sha256(byte[] content) {
        return name(newSha256().digest(content));
    }

    static String name(byte[] sha256) {
        return "sha256:" + HexFormat.of().formatHex(sha256);
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
