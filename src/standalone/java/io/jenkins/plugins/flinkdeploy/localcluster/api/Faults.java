package io.jenkins.plugins.flinkdeploy.localcluster.api;

import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What a server does that is overloaded, far away, or does not know who asks. */
final class Faults {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAUTHORIZED = 401;

    private final AtomicInteger busy = new AtomicInteger();
    private volatile int retryAfterSeconds;
    private volatile String slowAgent = "";
    private volatile Duration delay = Duration.ZERO;
    private volatile Optional<String> token = Optional.empty();

    void busy(int requests, int secondsToWait) {
        retryAfterSeconds = secondsToWait;
        busy.set(requests);
    }

    void slow(String userAgent, Duration time) {
        delay = time;
        slowAgent = userAgent;
    }

    void requireToken(String wanted) {
        token = Optional.of(wanted);
    }

    /** Throws what the request is to be answered with; most of the time nothing. */
    void check(ApiRequest request) {
        if (!delay.isZero()
                && request.header("User-Agent").filter(slowAgent::equals).isPresent()) {
            pause();
        }
        if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new ApiException(
                    TOO_MANY_REQUESTS,
                    "TooManyRequests",
                    "Too many requests, please try again later.",
                    Json.object().put("retryAfterSeconds", retryAfterSeconds));
        }
        boolean known = token.map(wanted -> request.header("Authorization")
                        .filter(("Bearer " + wanted)::equals)
                        .isPresent())
                .orElse(true);
        if (!known) {
            throw new ApiException(UNAUTHORIZED, "Unauthorized", "Unauthorized", Json.object());
        }
    }

    private void pause() {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.unavailable("the API server is stopping");
        }
    }
}
