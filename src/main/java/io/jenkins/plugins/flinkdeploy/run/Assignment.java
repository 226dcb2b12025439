package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.ImageDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.LayeredFile;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.List;
import java.util.Optional;

/**
 * What is deployed and where to, decided once: after a restart of the controller the same is deployed, whatever the workspace
 * holds by then.
 *
 * @param sources the cluster file and what is laid over it, with their paths relative to the workspace
 * @param service the service where the file names none
 * @param cluster key of the cluster in the file
 * @param target name of the target
 * @param image an image that exists already, in place of that of the file
 */
record Assignment(List<NamedSource> sources, String service, String cluster, String target, Optional<String> image) {
    Assignment {
        sources = List.copyOf(sources);
    }

    /** For work on what is deployed already, which needs no file. */
    static Assignment of(FlinkTarget target) {
        return new Assignment(List.of(), "", "", target.getName(), Optional.empty());
    }

    /** Path of the cluster file, relative to the workspace; empty where there is none. */
    String file() {
        return sources.isEmpty() ? "" : sources.get(0).name();
    }

    /** The cluster, read again from the text. */
    ClusterDefinition definition() {
        ClusterDefinition written =
                choose(DefinitionReader.readAlone(new LayeredFile(sources, service)), Optional.of(cluster), file());
        return image.map(ImageDefinition::existing).map(written::withImage).orElse(written);
    }

    /** The cluster of this name; without a name the only one. */
    static ClusterDefinition choose(Definition definition, Optional<String> name, String file) {
        List<ClusterDefinition> clusters = definition.clusters();
        String names =
                String.join(", ", clusters.stream().map(ClusterDefinition::name).toList());
        if (name.isPresent()) {
            return clusters.stream()
                    .filter(cluster -> cluster.name().equals(name.get()))
                    .findFirst()
                    .orElseThrow(() -> new UserException(
                            file + " has no cluster \"" + name.get() + "\"; it has " + names + ".",
                            "Nothing was built, stopped or changed.",
                            ""));
        }
        if (clusters.size() > 1) {
            throw new UserException(
                    file + " has several clusters: " + names + ".",
                    "Nothing was built, stopped or changed.",
                    "Say which one with the parameter \"cluster\".");
        }
        return clusters.get(0);
    }
}
