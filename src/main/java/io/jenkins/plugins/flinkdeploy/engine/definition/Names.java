package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Names of resources. */
final class Names {
    /** What the operator allows, so that the names of services made of it fit. */
    static final int LONGEST = 45;

    private static final int HASH_LENGTH = 6;

    private Names() {}

    /**
     * {@code <service>-<cluster>} in the letters that Kubernetes allows, at most 45 characters; what is too long is cut and
     * ends in a hash of the whole, so that two long names stay different.
     */
    static String resourceName(String service, String cluster) {
        String whole = sanitised(service + "-" + cluster);
        if (whole.length() <= LONGEST) {
            return whole;
        }
        String cut = whole.substring(0, LONGEST - HASH_LENGTH - 1).replaceAll("-+$", "");
        return cut + "-" + hash(whole);
    }

    static String sanitised(String text) {
        String word =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        // The first character must be a letter.
        return word.isEmpty() || !Character.isLetter(word.charAt(0)) ? ("f-" + word).replaceAll("-+$", "") : word;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java runtime has SHA-256
        }
    }
}
