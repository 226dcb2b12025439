package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionException;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.LayeredFile;
import io.jenkins.plugins.flinkdeploy.engine.definition.Problem;
import java.io.IOException;
import java.util.List;

/** Reads cluster files, and tells in the build log what is doubtful about them. */
final class ReadFile {
    private ReadFile() {}

    /**
     * Reads a file for work in which the order of clusters does not matter.
     *
     * @throws DefinitionException with everything that is wrong
     */
    static Definition alone(LayeredFile file, RunFront front) throws IOException, InterruptedException {
        try {
            Definition definition = DefinitionReader.readAlone(file);
            tell(definition.warnings(), front);
            return definition;
        } catch (DefinitionException e) {
            tell(e.warnings(), front);
            throw e;
        }
    }

    /**
     * Reads files that are deployed together.
     *
     * @throws DefinitionException with everything that is wrong in any of them
     */
    static List<Definition> together(List<LayeredFile> files, RunFront front) throws IOException, InterruptedException {
        try {
            List<Definition> read = DefinitionReader.readTogether(files);
            for (Definition definition : read) {
                tell(definition.warnings(), front);
            }
            return read;
        } catch (DefinitionException e) {
            tell(e.warnings(), front);
            throw e;
        }
    }

    private static void tell(List<Problem> warnings, RunFront front) throws IOException, InterruptedException {
        BuildLogLines lines = BuildLogLines.to(front.listener());
        warnings.forEach(warning -> lines.warning(warning.toString()));
    }
}
