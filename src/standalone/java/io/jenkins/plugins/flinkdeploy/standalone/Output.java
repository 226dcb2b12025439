package io.jenkins.plugins.flinkdeploy.standalone;

/** Forms of what a command prints. */
enum Output {
    TEXT,
    JSON
}
