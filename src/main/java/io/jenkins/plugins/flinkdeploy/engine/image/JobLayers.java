package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.definition.ImageDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.PythonFiles;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Arranges all that an image definition names in layers; what changes least comes first. */
public final class JobLayers {
    private final ImageDefinition definition;
    private final Path root;
    private final ContentStore store;
    private final BuildLog log;

    /**
     * @param root the directory of the definition
     * @param caches where files that are made for the image are kept
     */
    public JobLayers(ImageDefinition definition, Path root, ImageCaches caches, BuildLog log) {
        this.definition = definition;
        this.root = root;
        this.store = caches.content();
        this.log = log;
    }

    /**
     * The layers in the order they are stacked.
     *
     * @param jobs the jobs that start from the image's jars
     * @param scripts SQL scripts, relative to the root, that are checked
     * @throws UserException when a file is missing or wrong; nothing has been built
     * @throws InterruptedException when the build is ended from outside
     */
    public List<FileLayer> resolve(Collection<JobJar> jobs, Collection<String> scripts) throws InterruptedException {
        SqlScripts.check(root, scripts);
        List<FileLayer> layers = new ArrayList<>();
        if (definition.sqlRunner()) {
            layers.add(sqlRunner());
        }
        List<FileLayer> code = pythonCode();
        layers.addAll(pythonPackages());
        Map<String, String> files = new TreeMap<>(definition.files());
        Map<String, String> sql = new TreeMap<>(files);
        sql.keySet().removeIf(target -> !target.startsWith(ImageDefinition.SQL + "/"));
        files.keySet().removeAll(sql.keySet());
        layers.addAll(JobFiles.files("files", root, files, definition.fileModes()));
        layers.addAll(JobFiles.jars(root, definition.jars(), jobs, definition.jarDirectory() + "/"));
        layers.addAll(JobFiles.files("SQL scripts", root, sql, definition.fileModes()));
        layers.addAll(code);
        return List.copyOf(layers);
    }

    private List<FileLayer> pythonPackages() throws InterruptedException {
        Optional<PythonFiles> python = definition.python();
        if (python.flatMap(PythonFiles::requirements).isEmpty()) {
            return List.of();
        }
        FileLayer packages = new PythonPackages(root, store, log)
                .resolve(
                        python.get().requirements().orElseThrow(),
                        python.get().version(),
                        definition.options().platforms().get(0));
        return packages.files().isEmpty() ? List.of() : List.of(packages);
    }

    /** Files keep their paths, so that packages stay packages. */
    private List<FileLayer> pythonCode() {
        GlobFinder finder = new GlobFinder(root);
        PlacedFiles files = new PlacedFiles();
        definition.python().stream()
                .flatMap(python -> python.files().stream())
                .flatMap(glob -> finder.find(glob).stream())
                .forEach(file -> {
                    String name = root.toAbsolutePath()
                            .normalize()
                            .relativize(file)
                            .toString()
                            .replace('\\', '/');
                    if (PythonTarget.isPortable(name)) {
                        files.add(ImageDefinition.PYTHON + "/" + name, file);
                    }
                });
        return files.layer("Python code");
    }

    private FileLayer sqlRunner() {
        try {
            Path jar = SqlRunnerJar.in(store);
            return new FileLayer(
                    "SQL runner", List.of(ImageFile.of(jar, definition.jarDirectory() + "/" + SqlRunnerJar.NAME)));
        } catch (IOException e) {
            throw new UserException(
                    "The runner of SQL jobs cannot be written into the image cache (" + e.getMessage() + ").",
                    JobFiles.UNTOUCHED,
                    "Is the disk full, or the cache not writable?",
                    e);
        }
    }
}
