package io.jenkins.plugins.flinkdeploy.engine.image;

/** Where the lines about a build go: a Jenkins build log, a terminal. */
@FunctionalInterface
public interface BuildLog {
    /** Takes one line, without a line end. May be called from several threads, one after another. */
    void line(String text);
}
