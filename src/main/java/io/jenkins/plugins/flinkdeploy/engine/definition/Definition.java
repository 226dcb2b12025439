package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;

/**
 * What a cluster file, or a file of manifests, says.
 *
 * @param service the service; for manifests the name that the caller gave
 * @param clusters in the order of the file, at least one
 * @param warnings what is doubtful without being wrong
 */
public record Definition(String service, List<ClusterDefinition> clusters, List<Problem> warnings) {
    public Definition {
        clusters = List.copyOf(clusters);
        warnings = List.copyOf(warnings);
    }
}
