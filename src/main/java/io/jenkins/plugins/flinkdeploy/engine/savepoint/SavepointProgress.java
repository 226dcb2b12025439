package io.jenkins.plugins.flinkdeploy.engine.savepoint;

/** How far a savepoint is that was asked for. */
public sealed interface SavepointProgress {
    /** Not decided yet; {@code why} is one short line for the log. */
    record Waiting(String why) implements SavepointProgress {}

    /** It exists, and is proven to be the one that was asked for. */
    record Taken(SavepointTaken savepoint) implements SavepointProgress {}

    /** It will not come about; {@code problem} is a sentence for people. */
    record Failed(String problem) implements SavepointProgress {}
}
