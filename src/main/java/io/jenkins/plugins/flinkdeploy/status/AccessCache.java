package io.jenkins.plugins.flinkdeploy.status;

import hudson.security.AuthorizationStrategy;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import jenkins.model.Jenkins;

/**
 * Remembers for some seconds which targets a user may see: pages ask every second, and the answer may take a look at every job. What
 * changes something is never asked of this.
 */
final class AccessCache {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int MOST = 2000;

    /** Other rules give other answers. */
    private record Key(String user, AuthorizationStrategy rules, FlinkTarget target) {}

    private record Answer(boolean may, long at) {
        boolean isFresh(long now) {
            return now - at < KEPT.toNanos();
        }
    }

    private final Map<Key, Answer> answers = new LinkedHashMap<>();

    boolean get(FlinkTarget target, BooleanSupplier ask) {
        Key key = new Key(Jenkins.getAuthentication2().getName(), Jenkins.get().getAuthorizationStrategy(), target);
        long now = System.nanoTime();
        synchronized (answers) {
            Answer known = answers.get(key);
            if (known != null && known.isFresh(now)) {
                return known.may();
            }
        }
        boolean may = ask.getAsBoolean();
        synchronized (answers) {
            if (answers.size() >= MOST) {
                answers.values().removeIf(answer -> !answer.isFresh(now));
                if (answers.size() >= MOST) {
                    answers.clear();
                }
            }
            answers.put(key, new Answer(may, now));
        }
        return may;
    }
}
