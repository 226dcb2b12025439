package io.jenkins.plugins.flinkdeploy.engine.definition;

/**
 * A text to read together with the name that errors show for it.
 *
 * @param name file name as the user knows it, for instance {@code flink.yaml}
 * @param text the whole text
 */
public record NamedSource(String name, String text) {}
