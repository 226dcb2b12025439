package io.jenkins.plugins.flinkdeploy.engine.model;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

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
}
