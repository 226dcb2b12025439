package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the files of a job and arranges them in layers, so that what changes most is pushed alone. */
public final class JobFiles {
    /** Where Flink's images look for the jars of a job. */
    public static final String JAR_DIRECTORY = "/opt/flink/usrlib/";

    static final String UNTOUCHED = "Nothing was built or changed; the running job was not touched.";

    private JobFiles() {}

    /**
     * The layers for jars: first those that no job starts, then the jobs' own.
     *
     * @param root the directory of the definition; everything must be below it
     * @param globs patterns relative to the root, for instance {@code target/*.jar}
     * @param jobs the jobs that start from these jars; a job whose jar is not among them is somebody else's to judge
     * @param directory the jars' place in the image; ends in a slash
     * @throws UserException when a pattern matches nothing or leaves the root, two files have the same place in the image,
     *     a jar cannot be read or a job's class is not in it
     */
    static List<FileLayer> jars(Path root, List<String> globs, Collection<JobJar> jobs, String directory) {
        GlobFinder finder = new GlobFinder(root);
        PlacedFiles all = new PlacedFiles();
        globs.forEach(glob -> finder.find(glob).forEach(jar -> all.add(directory + jar.getFileName(), jar)));
        Map<String, Path> jars = new TreeMap<>();
        all.files().forEach(file -> jars.put(file.target(), Path.of(file.source())));
        JarChecks checks = JarChecks.open(jars.values());
        for (JobJar job : jobs) {
            Optional.ofNullable(jars.get(directory + job.jar()))
                    .ifPresent(jar -> checks.requireStartable(jar, job.mainClass()));
        }
        Set<String> started = jobs.stream().map(job -> directory + job.jar()).collect(Collectors.toSet());
        // Without jobs nobody knows which jar changes most, and one layer is as good as two.
        Map<Boolean, List<ImageFile>> byStart = all.files().stream()
                .collect(Collectors.partitioningBy(file -> jobs.isEmpty() || started.contains(file.target())));
        return Stream.of(
                        new FileLayer("dependency jars", byStart.get(false)),
                        new FileLayer("job jar", byStart.get(true)))
                .filter(layer -> !layer.files().isEmpty())
                .toList();
    }

    /** The layer for files with their places in the image; none when there are no files. */
    static List<FileLayer> files(String name, Path root, Map<String, String> globs, Map<String, String> modes) {
        GlobFinder finder = new GlobFinder(root);
        PlacedFiles files = new PlacedFiles();
        globs.forEach((target, glob) -> files.add(target, finder.find(glob), Optional.ofNullable(modes.get(target))));
        return files.layer(name);
    }
}
