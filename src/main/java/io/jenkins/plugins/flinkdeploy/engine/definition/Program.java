package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job runs, in the terms of the operator, and what the image needs for it.
 *
 * @param pythonFiles files of the repository that go to {@link ImageDefinition#PYTHON}
 * @param files further files of the repository by their place in the image
 */
record Program(
        JobKind kind,
        Optional<String> jar,
        Optional<String> mainClass,
        List<String> args,
        Map<String, String> env,
        Map<String, String> conf,
        Optional<BeamWorkers> beamWorkers,
        List<String> pythonFiles,
        Map<String, String> files) {
    /** Whether the image must be given the runner of SQL jobs. */
    boolean needsRunner() {
        return jar.filter(ImageDefinition.SQL_RUNNER::equals).isPresent();
    }
}
