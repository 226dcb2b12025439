package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Something that builds an image of a job and pushes it. */
interface Tool {
    /** What was sent and what the registry had, of layers and configuration. */
    record Pushed(long bytes, long skippedBytes) {}

    String name();

    /** Where to push to in the registry: a place where no other tool and no other round does. */
    String repository();

    /** What need not be measured. */
    default void prepare(Path context, String repository) throws IOException {}

    /**
     * @param context a directory with job.jar and a Dockerfile
     * @param image where to push to
     */
    Optional<Pushed> build(Path context, String image) throws IOException, InterruptedException;

    /** Ends what is left of the tool's work. */
    default void close() throws IOException, InterruptedException {}
}
