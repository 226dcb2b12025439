package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;

/**
 * A cluster file with what is laid over it.
 *
 * @param layers weakest first, at least one
 * @param defaultService the service when no layer names one, usually the repository's name
 */
public record LayeredFile(List<NamedSource> layers, String defaultService) {
    public LayeredFile {
        layers = List.copyOf(layers);
    }

    /** Name of the file as the user knows it. */
    public String name() {
        return layers.get(0).name();
    }
}
