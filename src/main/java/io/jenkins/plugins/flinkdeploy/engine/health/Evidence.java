package io.jenkins.plugins.flinkdeploy.engine.health;

/**
 * Something that was said about a failure.
 *
 * @param source who said it: "event on Pod x", "status.error", "job exception", "log of pod x"
 * @param text what was said
 */
public record Evidence(String source, String text) {}
