package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.sqlrunner.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds in SQL scripts what would otherwise only show when the new job does not start. */
final class SqlScripts {
    private SqlScripts() {}

    /**
     * @param scripts paths relative to the root
     * @throws UserException that says all that is wrong in any of them
     */
    static void check(Path root, Collection<String> scripts) {
        List<String> problems = new ArrayList<>();
        for (String name : scripts) {
            for (Path file : new GlobFinder(root).find(name)) {
                Script.parse(name, read(file)).problems().forEach(problem -> problems.add(name + ", " + problem));
            }
        }
        if (!problems.isEmpty()) {
            throw new UserException(
                    "The SQL of the job cannot be run: " + String.join("; ", problems) + ".", JobFiles.UNTOUCHED, "");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserException("The script " + file + " is not readable text.", JobFiles.UNTOUCHED, "", e);
        }
    }
}
