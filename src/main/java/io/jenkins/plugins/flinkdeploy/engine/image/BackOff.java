package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.http.ResponseException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.http.ConnectionClosedException;
import org.apache.http.NoHttpResponseException;

/**
 * Whether and when a build that failed at a registry is tried again. What was sent before is not sent again then.
 *
 * @param attempts how often it is tried at most, the first time included
 * @param first how long to wait after the first failure; it doubles with each
 * @param longest the longest wait, even if the registry asks for more
 */
record BackOff(int attempts, Duration first, Duration longest, Clock clock) {
    static final BackOff DEFAULT = new BackOff(6, Duration.ofSeconds(1), Duration.ofMinutes(1), Clock.systemUTC());

    private static final int RANGE_NOT_SATISFIABLE = 416;

    private static final Set<Integer> PASSING_STATUSES = Set.of(408, 425, 429, 500, 502, 503, 504);

    /**
     * What registries say when an upload that was cut off does not go on where it ended. Jib sends the whole blob again into
     * the same upload, so a registry that kept the first half has more than it should.
     */
    private static final List<String> LOST_UPLOAD =
            List.of("BLOB_UPLOAD_UNKNOWN", "BLOB_UPLOAD_INVALID", "DIGEST_INVALID", "SIZE_INVALID");

    /**
     * How long to wait before the next attempt, or nothing when there shall be none.
     *
     * @param attempt the number of the attempt that failed, from 1
     * @param contacted whether a registry has answered in this build; one that never did has a wrong address
     */
    Optional<Duration> pause(int attempt, Throwable failure, boolean contacted) {
        List<Throwable> chain = Failures.chain(failure);
        if (attempt >= attempts || chain.stream().noneMatch(cause -> passing(cause, contacted))) {
            return Optional.empty();
        }
        Duration wait = first.multipliedBy(1L << Math.min(attempt - 1, 20));
        for (Throwable cause : chain) {
            if (cause instanceof ResponseException response) {
                Duration asked = retryAfter(response).orElse(wait);
                wait = asked.compareTo(wait) > 0 ? asked : wait;
            }
        }
        return Optional.of(wait.compareTo(longest) > 0 ? longest : wait);
    }

    private static boolean passing(Throwable cause, boolean contacted) {
        if (cause instanceof ResponseException response) {
            String content = String.valueOf(response.getContent());
            return PASSING_STATUSES.contains(response.getStatusCode())
                    || response.getStatusCode() == RANGE_NOT_SATISFIABLE && contacted
                    || LOST_UPLOAD.stream().anyMatch(content::contains);
        } else if (cause instanceof RegistryException) {
            return cause.getClass().getSimpleName().equals("UnexpectedBlobDigestException");
        } else if (cause instanceof ConnectException || cause instanceof SocketTimeoutException) {
            return contacted;
        }
        return isBrokenOff(cause) || cause.getClass().equals(SSLException.class) && contacted;
    }

    /** Whether a connection ended before the answer did. */
    static boolean isBrokenOff(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof EOFException
                || cause instanceof NoHttpResponseException
                || cause instanceof ConnectionClosedException;
    }

    private Optional<Duration> retryAfter(ResponseException response) {
        String value = response.getHeaders().getRetryAfter();
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    value.strip().matches("[0-9]{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(value.strip()))
                            : Duration.between(
                                    clock.instant(),
                                    ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Sleeps; a test may not. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }
}
