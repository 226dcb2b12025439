package io.jenkins.plugins.flinkdeploy.engine.image;

import java.util.Objects;
import java.util.Optional;

/**
 * What a job says about its code.
 *
 * @param jar the file name of its jar, as it is below /opt/flink/usrlib
 * @param mainClass the class to start, or nothing when the jar's manifest names it
 * @param split whether it may be split, so that a small change of it pushes little
 */
public record JobJar(String jar, Optional<String> mainClass, boolean split) {
    public JobJar {
        Objects.requireNonNull(jar, "jar");
        Objects.requireNonNull(mainClass, "mainClass");
    }

    /** One that may be split. */
    public JobJar(String jar, Optional<String> mainClass) {
        this(jar, mainClass, true);
    }
}
