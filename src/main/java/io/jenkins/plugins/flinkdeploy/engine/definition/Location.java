package io.jenkins.plugins.flinkdeploy.engine.definition;

/**
 * Where something is written.
 *
 * @param file file name as the user knows it
 * @param line first line is 1
 * @param column first column is 1
 */
record Location(String file, int line, int column) {}
