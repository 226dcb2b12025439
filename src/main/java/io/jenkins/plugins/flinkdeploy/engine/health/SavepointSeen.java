package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The last savepoint in the operator's status.
 *
 * @param location path or URI of the savepoint
 * @param triggerType what caused it: MANUAL, UPGRADE or PERIODIC
 * @param triggerNonce the nonce that caused it when it was MANUAL; the proof that it is ours
 * @param at when it was taken
 */
public record SavepointSeen(
        String location, Optional<String> triggerType, OptionalLong triggerNonce, Optional<Instant> at) {}
