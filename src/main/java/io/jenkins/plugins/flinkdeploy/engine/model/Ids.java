package io.jenkins.plugins.flinkdeploy.engine.model;

import java.security.SecureRandom;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Identities of deployments and savepoint runs. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Ids() {}

    /** Unique, sorts by time, and fits into the name of a Kubernetes object: {@code 20261123-021500-7f3a09c4}. */
    public static String newId(Instant now) {
        return TIME.format(now) + "-" + String.format(Locale.ROOT, "%08x", RANDOM.nextInt());
    }

    /** When an identity was given, to the second; empty when the text is none. */
    public static Optional<Instant> timeOf(String id) {
        try {
            return Optional.of(TIME.parse(id, new ParsePosition(0))).map(Instant::from);
        } catch (DateTimeException notAnId) {
            return Optional.empty();
        }
    }
}
