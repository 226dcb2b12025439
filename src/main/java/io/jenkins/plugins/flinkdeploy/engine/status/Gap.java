package io.jenkins.plugins.flinkdeploy.engine.status;

/**
 * A part of a status that could not be had. The rest of the status stands.
 *
 * @param part what is missing, for instance {@code jobs}
 * @param why in the words of whoever did not answer
 */
public record Gap(String part, String why) {}
