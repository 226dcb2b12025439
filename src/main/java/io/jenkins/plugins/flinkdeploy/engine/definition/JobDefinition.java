package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;
import java.util.Optional;

/**
 * A jar job.
 *
 * @param name its key in the file
 * @param jar file name under {@link ImageDefinition#USER_LIB}, or a whole {@code local://} address
 * @param mainClass class with the main method; empty for the jar's own {@code Main-Class}
 * @param args arguments of the main method
 * @param parallelism at least 1
 * @param state how state is carried over an upgrade
 * @param allowNonRestoredState whether state that no operator claims may be dropped on restore
 */
public record JobDefinition(
        String name,
        String jar,
        Optional<String> mainClass,
        List<String> args,
        int parallelism,
        StateMode state,
        boolean allowNonRestoredState) {

    /** The value of {@code spec.job.jarURI}. */
    public String jarUri() {
        return jar.contains("://") ? jar : "local://" + ImageDefinition.USER_LIB + "/" + jar;
    }
}
