package io.jenkins.plugins.flinkdeploy.engine.image;

import java.util.Objects;
import java.util.Optional;

/**
 * What a job says about its code.
 *
 * @param jar the file name of its jar, as it is below /opt/flink/usrlib
 * @param mainClass the class to start, or nothing when the jar's manifest names it
 */
public record JobJar(String jar, Optional<String> mainClass) {
    public JobJar {
        Objects.requireNonNull(jar, "jar");
        Objects.requireNonNull(mainClass, "mainClass");
    }
}
