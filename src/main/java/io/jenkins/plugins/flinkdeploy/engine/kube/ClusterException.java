package io.jenkins.plugins.flinkdeploy.engine.kube;

import java.time.Duration;
import java.util.Optional;

/** An answer of the API server that is not success, or no answer at all. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What sort of failure it was, as far as callers must tell them apart. */
    public enum Kind {
        /** No connection, time-out, 429 or 5xx: the request may succeed when it is sent again. */
        UNREACHABLE,
        /** 401: the credentials are not (or no longer) accepted. */
        UNAUTHORIZED,
        /** 403: the identity may not do this. */
        FORBIDDEN,
        /** 404 on a request that needs the object, namespace or kind. */
        NOT_FOUND,
        /** 409: another field manager owns a field, or the object changed since it was read. */
        CONFLICT,
        /** 400 or 422, or an admission webhook said no: the object itself is refused. */
        REJECTED
    }

    private final Kind kind;
    /** Null for not said. */
    private final Duration retryAfter;

    /**
     * @param message what the API server said, in full, with the object it concerned
     */
    public ClusterException(Kind kind, String message, Throwable cause) {
        this(kind, message, cause, Optional.empty());
    }

    /**
     * @param retryAfter how long the server asks to be left alone
     */
    public ClusterException(Kind kind, String message, Throwable cause, Optional<Duration> retryAfter) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter.orElse(null);
    }

    public Kind kind() {
        return kind;
    }

    /** How long the server asked to be left alone, where it did ({@code Retry-After}). */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the same request may succeed later without anybody changing anything. */
    public boolean isTransient() {
        return kind == Kind.UNREACHABLE;
    }
}
