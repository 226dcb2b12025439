package io.jenkins.plugins.flinkdeploy.engine.health;

import java.time.Instant;

/**
 * A Kubernetes event about the resource or one of its pods.
 *
 * @param about kind and name of what it is about
 * @param warning whether its type is Warning
 * @param reason its reason (ValidationError, FailedScheduling, …)
 * @param message its message
 * @param at when it was last seen
 * @param count how often it was seen
 */
public record EventSeen(String about, boolean warning, String reason, String message, Instant at, int count) {
    /** An event that was seen once. */
    public EventSeen(String about, boolean warning, String reason, String message, Instant at) {
        this(about, warning, reason, message, at, 1);
    }
}
