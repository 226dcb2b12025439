package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Problem;
import java.io.Serializable;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What a cluster file that can be used describes: what the step returns to a Pipeline. */
public final class ValidationResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String service;
    private final List<String> clusters;
    private final List<String> resources;
    private final List<String> warnings;

    ValidationResult(String file, Definition definition) {
        this.file = file;
        service = definition.service();
        clusters = definition.clusters().stream().map(ClusterDefinition::name).toList();
        resources = definition.clusters().stream()
                .map(ClusterDefinition::resourceName)
                .toList();
        warnings = definition.warnings().stream().map(Problem::toString).toList();
    }

    @Whitelisted
    public String getFile() {
        return file;
    }

    @Whitelisted
    public String getService() {
        return service;
    }

    /** Names of the clusters, in the order of the file. */
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

    @Override
    public String toString() {
        return file + ": " + String.join(", ", clusters);
    }
}
