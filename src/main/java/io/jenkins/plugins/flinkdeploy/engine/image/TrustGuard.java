package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.LogEvent;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stops a build that is about to trust what it must not. Jib allows plain HTTP for all registries of a build or for none,
 * so a build that pushes to this host would also take its base image from anywhere without TLS; and it does not compare a
 * base image that was asked for by digest with that digest. It announces both before it does them, and is stopped then.
 */
final class TrustGuard implements Consumer<LogEvent> {
    private static final Pattern FALL_BACK =
            Pattern.compile("https?://([^/ ]+)\\S* (?:over HTTPS\\. )?.*(?:Attempting again|no TLS).*");
    private static final Pattern BASE = Pattern.compile("Using base image with digest: (\\S+)");

    /** Carries what was refused out of Jib's threads. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean insecure;

        Refused(boolean insecure, String message) {
            super(message);
            this.insecure = insecure;
        }

        boolean insecure() {
            return insecure;
        }
    }

    private final Predicate<String> mayBeInsecure;
    private final Optional<String> expectedBase;

    TrustGuard(Predicate<String> mayBeInsecure, Optional<String> expectedBase) {
        this.mayBeInsecure = mayBeInsecure;
        this.expectedBase = expectedBase;
    }

    @Override
    public void accept(LogEvent event) {
        Matcher fallBack = FALL_BACK.matcher(event.getMessage());
        if (event.getLevel() == LogEvent.Level.WARN && fallBack.find() && !mayBeInsecure.test(fallBack.group(1))) {
            throw new Refused(true, fallBack.group(1));
        }
        Matcher base = BASE.matcher(event.getMessage());
        if (base.matches() && expectedBase.isPresent() && !expectedBase.get().equals(base.group(1))) {
            throw new Refused(false, base.group(1));
        }
    }
}
