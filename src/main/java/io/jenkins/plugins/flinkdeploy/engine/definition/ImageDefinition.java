package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The image that a cluster runs: one that exists already ({@code reference}), one that a Dockerfile describes ({@code
 * dockerfile}), or one put together from a base image and files.
 *
 * @param reference an existing image, empty when one is to be built
 * @param base base image of the one to build
 * @param jars globs of jars, relative to the cluster file's directory, that go to {@code jarDirectory}
 * @param files target path in the image to glob relative to the cluster file's directory; a target that ends in {@code /} is a
 *     directory
 * @param repository where the built image is pushed, without a tag
 * @param jarDirectory where the jars go: {@link #USER_LIB}, or {@link #CLUSTER_LIB} for a session cluster
 * @param fileModes of those targets of {@code files} that have one, four octal digits such as {@code 0755}
 * @param python Python code
 * @param dockerfile builds the image instead of base, jars, files and python
 * @param options what the image says besides its files
 * @param sqlRunner whether the runner of SQL jobs, {@link #SQL_RUNNER}, is added beside the jars
 */
public record ImageDefinition(
        Optional<String> reference,
        Optional<String> base,
        List<String> jars,
        Map<String, String> files,
        Optional<String> repository,
        String jarDirectory,
        Map<String, String> fileModes,
        Optional<PythonFiles> python,
        Optional<DockerfileBuild> dockerfile,
        ImageOptions options,
        boolean sqlRunner) {

    /** The directory in the image where an application cluster looks for job jars. */
    public static final String USER_LIB = "/opt/flink/usrlib";

    /** The directory in the image that is on the class path of every Flink process. */
    public static final String CLUSTER_LIB = "/opt/flink/lib";

    /** Below it Python files keep their paths. */
    public static final String PYTHON = USER_LIB + "/python";

    /** Where the packages of a requirements file go. */
    public static final String PYTHON_PACKAGES = USER_LIB + "/python-packages";

    /** Below it SQL scripts keep their paths. */
    public static final String SQL = USER_LIB + "/sql";

    /** File name of the jar that runs the scripts of jobs that name no runner of their own. */
    public static final String SQL_RUNNER = "flink-deploy-sql-runner.jar";

    /** An image that exists already. */
    public static ImageDefinition existing(String reference) {
        return new ImageDefinition(
                Optional.of(reference),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                USER_LIB,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                ImageOptions.NONE,
                false);
    }

    /** Whether there is something to build and push. */
    public boolean toBuild() {
        return reference.isEmpty();
    }

    /** Whether the image is put together from files that the definition names. */
    boolean fromFiles() {
        return reference.isEmpty() && dockerfile.isEmpty();
    }
}
