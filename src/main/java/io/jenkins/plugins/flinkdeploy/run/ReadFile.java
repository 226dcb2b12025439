package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionException;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.definition.Problem;
import java.io.IOException;
import java.util.List;

/** Reads cluster files, and tells in the build log what is doubtful about them. */
final class ReadFile {
    private ReadFile() {}

    /**
     * @param service the service where the file names none
     * @throws DefinitionException with everything that is wrong
     */
    static Definition read(List<NamedSource> sources, String service, RunFront front)
            throws IOException, InterruptedException {
        try {
            Definition definition = DefinitionReader.read(sources, service);
            tell(definition.warnings(), front);
            return definition;
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
