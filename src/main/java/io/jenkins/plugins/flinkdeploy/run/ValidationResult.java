package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Problem;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What a cluster file that can be used describes: what the step returns to a Pipeline. */
public final class ValidationResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String service;
    private final List<String> clusters;
    private final List<String> resources;
    private final List<String> warnings;
    private final List<DeployStage> stages;

    ValidationResult(ChosenFiles files) {
        List<Definition> definitions = files.definitions();
        file = files.called();
        service = definitions.stream().map(Definition::service).distinct().collect(Collectors.joining(", "));
        List<ClusterDefinition> described = definitions.stream()
                .flatMap(definition -> definition.clusters().stream())
                .toList();
        clusters = described.stream().map(ClusterDefinition::name).toList();
        resources = described.stream().map(ClusterDefinition::resourceName).toList();
        warnings = definitions.stream()
                .flatMap(definition -> definition.warnings().stream())
                .map(Problem::toString)
                .toList();
        stages = DeployStage.of(files);
    }

    /** The file; of several, all of them with commas between them. */
    @Whitelisted
    public String getFile() {
        return file;
    }

    /** The service; of several files, the services with commas between them. */
    @Whitelisted
    public String getService() {
        return service;
    }

    /** Names of the clusters, in the order of the files. */
    @Whitelisted
    public List<String> getClusters() {
        return clusters;
    }

    /** Names of their resources. */
    @Whitelisted
    public List<String> getResources() {
        return resources;
    }

    /** What is doubtful, each with file, line and column. */
    @Whitelisted
    public List<String> getWarnings() {
        return warnings;
    }

    /** In which order clusters are deployed, those of the same deploy group in one go. */
    @Whitelisted
    public List<DeployStage> getStages() {
        return stages;
    }

    @Override
    public String toString() {
        return file + ": " + String.join(", ", clusters);
    }
}
