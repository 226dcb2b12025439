package io.jenkins.plugins.flinkdeploy.engine.prune;

import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;

/**
 * Something that is not declared under its name, and is left alone all the same.
 *
 * @param resource what it is
 * @param why a sentence
 */
public record Kept(ResourceId resource, String why) {}
