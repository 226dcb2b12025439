package io.jenkins.plugins.flinkdeploy.engine.image;

/**
 * How far one layer is on its way.
 *
 * @param what what is sent or fetched, for people: {@code push 3f2a91c04d11}
 * @param done bytes so far
 * @param total bytes in all; 0 while that is not known
 */
public record Transfer(String what, long done, long total) {}
