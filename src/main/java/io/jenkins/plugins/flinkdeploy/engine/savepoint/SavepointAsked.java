package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A savepoint that was asked for.
 *
 * @param at when it was asked for
 * @param method how
 * @param trigger name of the snapshot object, or the nonce: by it the savepoint is known again
 * @param jobId the job that ran then; a savepoint of another one is not the one that was asked for
 */
public record SavepointAsked(Instant at, SavepointMethod method, String trigger, Optional<String> jobId) {
    /** The nonce; empty when it was asked for by an object. */
    @JsonIgnore
    public OptionalLong nonce() {
        return method == SavepointMethod.NONCE ? OptionalLong.of(Long.parseLong(trigger)) : OptionalLong.empty();
    }
}
