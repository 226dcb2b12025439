package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterSelection;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionException;
import io.jenkins.plugins.flinkdeploy.engine.definition.LayeredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cluster files that a step means, read and checked together.
 *
 * @param parameters which files, and which of their clusters
 * @param files what they are
 * @param definitions what each of them says
 */
record ChosenFiles(FileParameters parameters, List<LayeredFile> files, List<Definition> definitions) {
    ChosenFiles {
        files = List.copyOf(files);
        definitions = List.copyOf(definitions);
    }

    /**
     * Reads them from the workspace, and tells in the build log what is doubtful about them.
     *
     * @param service the service where a file names none
     * @throws DefinitionException with everything that is wrong in any of them
     */
    static ChosenFiles read(FileParameters parameters, String service, RunFront front)
            throws IOException, InterruptedException {
        WorkspaceFiles workspace = new WorkspaceFiles(front.workspace());
        List<String> paths =
                parameters.getFiles() == null ? List.of(parameters.getFile()) : workspace.find(parameters.getFiles());
        List<LayeredFile> files = new ArrayList<>();
        for (String path : paths) {
            files.add(new LayeredFile(workspace.read(path, parameters.layer()), service));
        }
        return new ChosenFiles(parameters, files, ReadFile.together(files, front));
    }

    /** The clusters that are named, and without a name the only one of each file. */
    List<ClusterSelection.Chosen> clusters() {
        return choose(names());
    }

    /** The clusters that are named, and without a name all of them. */
    List<ClusterSelection.Chosen> clustersOrAll() {
        return names().isEmpty() ? choose(List.of(ClusterSelection.ALL)) : choose(names());
    }

    /** What people call the files. */
    String called() {
        return String.join(", ", paths());
    }

    private List<ClusterSelection.Chosen> choose(List<String> names) {
        // Of many clusters, those that are for somewhere else are not meant; of one that is named, the step knows where
        // it goes.
        boolean many = parameters.getFiles() != null || names().contains(ClusterSelection.ALL);
        return new ClusterSelection(
                        names,
                        many ? Optional.ofNullable(parameters.getEnvironment()) : Optional.empty(),
                        Messages.ChosenFiles_option())
                .choose(paths(), definitions);
    }

    private List<String> names() {
        return parameters.getCluster() == null ? List.of() : ClusterSelection.names(parameters.getCluster());
    }

    private List<String> paths() {
        return files.stream().map(LayeredFile::name).toList();
    }

    /** The clusters of choices. */
    static List<ClusterDefinition> clusters(List<ClusterSelection.Chosen> chosen) {
        return chosen.stream().map(ClusterSelection.Chosen::cluster).toList();
    }
}
