package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One job, whatever it is written in, in the terms of the operator.
 *
 * @param name its key in the file
 * @param resourceName name of the resource that it is: a FlinkSessionJob of its own, or the application cluster
 * @param kind what it is written in
 * @param inSession whether it runs on a session cluster
 * @param jar file name of a jar of the image, or a whole address; empty when nothing but the class is needed
 * @param splitJar whether the jar may be several in the image
 * @param mainClass class with the main method; empty for the jar's own {@code Main-Class}
 * @param args arguments of the main method
 * @param env environment variables that the program itself needs
 * @param conf Flink configuration that the program itself needs
 * @param beamWorkers containers for the Python code of a Beam pipeline
 * @param parallelism at least 1
 * @param state how state is carried over an upgrade
 * @param allowNonRestoredState whether state that no operator claims may be dropped on restore
 * @param after names of the jobs of the same cluster that are deployed before this one
 * @param owner who answers for it
 * @param costOwner who pays for it
 */
public record JobDefinition(
        String name,
        String resourceName,
        JobKind kind,
        boolean inSession,
        Optional<String> jar,
        boolean splitJar,
        Optional<String> mainClass,
        List<String> args,
        Map<String, String> env,
        Map<String, String> conf,
        Optional<BeamWorkers> beamWorkers,
        int parallelism,
        StateMode state,
        boolean allowNonRestoredState,
        List<String> after,
        Optional<String> owner,
        Optional<String> costOwner) {

    /**
     * The value of {@code spec.job.jarURI}. A job on a session cluster that starts from the image has none: its class is on the
     * class path of the cluster.
     */
    public Optional<String> jarUri() {
        return jar.filter(name -> isAddress(name) || !inSession)
                .map(name -> isAddress(name) ? name : "local://" + ImageDefinition.USER_LIB + "/" + name);
    }

    /** Whether another image means other code for this job. */
    public boolean startsFromImage() {
        return jar.filter(name -> isAddress(name) && !name.startsWith("local:")).isEmpty();
    }

    private static boolean isAddress(String jar) {
        return jar.contains("://");
    }
}
