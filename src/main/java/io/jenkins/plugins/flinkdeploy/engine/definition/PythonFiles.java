package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;
import java.util.Optional;

/**
 * Python code of the image to build.
 *
 * @param files globs relative to the cluster file; each file goes below {@link ImageDefinition#PYTHON} under the same path
 * @param requirements a requirements file relative to the cluster file, whose packages go to {@link
 *     ImageDefinition#PYTHON_PACKAGES}
 * @param version the Python of the image, {@code 3.10}, for which packages are chosen; empty for that of the machine that builds
 */
public record PythonFiles(List<String> files, Optional<String> requirements, Optional<String> version) {
    public PythonFiles {
        files = List.copyOf(files);
    }
}
