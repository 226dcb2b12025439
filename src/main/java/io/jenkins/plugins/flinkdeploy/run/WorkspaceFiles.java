package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterSelection;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.LayeredFile;
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
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
     * @param service the service where the file names none
     * @throws UserException when there is no cluster file, or it cannot be one
     */
    LayeredFile read(FileParameters parameters, String service) throws IOException, InterruptedException {
        return new LayeredFile(read(parameters.getFile(), parameters.layer()), service);
    }

    /**
     * The layers of one of several files.
     *
     * @param path of the cluster file
     * @param environment whose file is laid over it where there is one
     */
    List<NamedSource> read(String path, Optional<String> environment) throws IOException, InterruptedException {
        List<NamedSource> sources = new ArrayList<>();
        sources.add(new NamedSource(path, text(path).orElseThrow(() -> missing(path))));
        if (environment.isPresent()) {
            String over = DefinitionReader.environmentFile(path, environment.get());
            text(over).ifPresent(text -> sources.add(new NamedSource(over, text)));
        }
        return sources;
    }

    /**
     * Paths of the files that are meant, each once: those that are named in their order, and what patterns find in alphabetical order.
     *
     * @param patterns paths and Ant-style patterns with commas between them: {@code jobs/&#42;/flink.yaml}
     */
    List<String> find(String patterns) throws IOException, InterruptedException {
        Set<String> paths = new LinkedHashSet<>();
        for (String pattern : ClusterSelection.names(patterns)) {
            if (!pattern.contains("*") && !pattern.contains("?")) {
                paths.add(pattern);
                continue;
            }
            String root = workspace.getRemote().replace('\\', '/') + "/";
            List<String> found = Arrays.stream(workspace.list(pattern))
                    .map(file -> file.getRemote().replace('\\', '/').substring(root.length()))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw missing(pattern);
            }
            paths.addAll(found);
        }
        return List.copyOf(paths);
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
