package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads cluster files from a workspace, wherever that is, and never more of them than a cluster file may have. */
final class WorkspaceFiles {
    private static final String UNTOUCHED = "Nothing was built, stopped or changed.";
    private static final int LONGEST_FILE = 1 << 20;

    private final FilePath workspace;

    WorkspaceFiles(FilePath workspace) {
        this.workspace = workspace;
    }

    /**
     * The cluster file, and over it that of the environment where there is one.
     *
     * @throws UserException when there is no cluster file, or it cannot be one
     */
    List<NamedSource> read(FileParameters parameters) throws IOException, InterruptedException {
        String path = parameters.getFile();
        List<NamedSource> sources = new ArrayList<>();
        sources.add(new NamedSource(path, text(path).orElseThrow(() -> missing(path))));
        Optional<String> environment = parameters.layer();
        if (environment.isPresent()) {
            String over = DefinitionReader.environmentFile(path, environment.get());
            text(over).ifPresent(text -> sources.add(new NamedSource(over, text)));
        }
        return sources;
    }

    private UserException missing(String path) {
        return new UserException(
                "There is no " + path + " in the workspace " + workspace.getRemote() + ".",
                UNTOUCHED,
                "Check out the repository first (checkout scm), or name the file with the parameter \"file\".");
    }

    private Optional<String> text(String path) throws IOException, InterruptedException {
        FilePath file = workspace.child(path);
        // From an agent, what reading a missing file ends with comes wrapped in other exceptions.
        if (!file.exists()) {
            return Optional.empty();
        }
        try (InputStream content = file.read()) {
            byte[] bytes = content.readNBytes(LONGEST_FILE + 1);
            if (bytes.length > LONGEST_FILE) {
                throw new UserException(
                        path + " is larger than 1 MiB.",
                        UNTOUCHED,
                        "Is it the right file? A cluster file is a few kilobytes.");
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new UserException(path + " is not UTF-8 text.", UNTOUCHED, "Save it as UTF-8.", e);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        }
    }
}
