package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.definition.ImageDefinition;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Arranges all that an image definition names in layers; what changes least comes first. */
public final class JobLayers {
    private final ImageDefinition definition;
    private final Path root;
    private final ContentStore store;

    /**
     * @param root the directory of the definition
     * @param caches where files that are made for the image are kept
     */
    public JobLayers(ImageDefinition definition, Path root, ImageCaches caches) {
        this.definition = definition;
        this.root = root;
        this.store = caches.content();
    }

    /**
     * The layers in the order they are stacked.
     *
     * @param jobs the jobs that start from the image's jars
     * @param scripts SQL scripts, relative to the root, that are checked
     * @throws UserException when a file is missing or wrong; nothing has been built
     */
    public List<FileLayer> resolve(Collection<JobJar> jobs, Collection<String> scripts) {
        SqlScripts.check(root, scripts);
        List<FileLayer> layers = new ArrayList<>();
        if (definition.sqlRunner()) {
            layers.add(sqlRunner());
        }
        Map<String, String> files = new TreeMap<>(definition.files());
        Map<String, String> sql = new TreeMap<>(files);
        sql.keySet().removeIf(target -> !target.startsWith(ImageDefinition.SQL + "/"));
        files.keySet().removeAll(sql.keySet());
        layers.addAll(JobFiles.files("files", root, files, definition.fileModes()));
        layers.addAll(JobFiles.jars(root, definition.jars(), jobs, definition.jarDirectory() + "/"));
        layers.addAll(JobFiles.files("SQL scripts", root, sql, definition.fileModes()));
        return List.copyOf(layers);
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
