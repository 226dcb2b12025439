package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Turns the files of a request into files that Jib can cache rightly, and fat jars into several jars. */
final class Staging {
    /** Between the name of a group of layers and a layer's number in it. */
    static final String PART = " #";

    private final ContentStore store;
    private final Map<String, String> splits;
    private final BuildLog log;

    Staging(ContentStore store, Map<String, String> splits, BuildLog log) {
        this.store = store;
        this.splits = splits;
        this.log = log;
    }

    /** The layers to build, in the order they are stacked. */
    List<FileLayer> stage(List<FileLayer> layers) throws IOException {
        List<FileLayer> staged = new ArrayList<>();
        for (FileLayer layer : layers) {
            List<ImageFile> files = new ArrayList<>();
            for (ImageFile file : layer.files()) {
                Path source = readable(layer, file);
                if (splits.containsKey(file.target())) {
                    files.add(split(file, source, staged));
                } else {
                    files.add(new ImageFile(store.put(source).toString(), file.target(), file.mode()));
                }
            }
            if (!files.isEmpty()) {
                staged.add(new FileLayer(layer.name(), files));
            }
        }
        return staged;
    }

    /** Adds a layer for each part but the job's own, which is returned. */
    private ImageFile split(ImageFile file, Path source, List<FileLayer> staged) throws IOException {
        if (JarInspection.isSmall(source)) {
            return whole(file, source, "it is small");
        }
        SortedMap<String, Path> parts;
        try (ZipFile zip = JarSplitter.open(source)) {
            JarInspection inspection = JarInspection.of(zip, splits.get(file.target()));
            if (inspection.objection().isPresent()) {
                return whole(file, source, inspection.objection().get());
            }
            parts = new JarSplitter(store).split(zip, inspection.mainClass().orElseThrow());
        }
        Path own = parts.remove(JarParts.JOB);
        String stem = file.target().replaceFirst("\\.jar$", "");
        String group = "libraries of " + source.getFileName();
        parts.forEach((part, content) -> staged.add(new FileLayer(
                group + PART + part,
                List.of(new ImageFile(content.toString(), stem + "." + part + ".jar", file.mode())))));
        return new ImageFile(own.toString(), file.target(), file.mode());
    }

    private ImageFile whole(ImageFile file, Path source, String objection) throws IOException {
        log.line("Image: " + source.getFileName() + " is one layer, because " + objection);
        return new ImageFile(store.put(source).toString(), file.target(), file.mode());
    }

    private static Path readable(FileLayer layer, ImageFile file) {
        Path source = Path.of(file.source());
        if (!Files.isRegularFile(source) || !Files.isReadable(source)) {
            throw new UserException(
                    "The file " + source + " for the image's " + layer.name() + " cannot be read.",
                    "No image was built or pushed; the running job was not touched.",
                    "It must be there, be a file, and be readable by the user who builds.");
        }
        return source;
    }
}
