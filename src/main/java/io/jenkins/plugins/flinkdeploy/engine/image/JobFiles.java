package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the files of a job and arranges them in layers, so that what changes most is pushed alone. */
public final class JobFiles {
    /** Where Flink's images look for the jars of a job. */
    public static final String JAR_DIRECTORY = "/opt/flink/usrlib/";

    static final String UNTOUCHED = "Nothing was built or changed; the running job was not touched.";

    private JobFiles() {}

    /**
     * The layers for the files that a definition names: files, then jars that no job starts, then the jobs' own jars.
     *
     * @param root the directory of the definition; everything must be below it
     * @param jarGlobs patterns relative to the root, for instance {@code target/*.jar}
     * @param files pattern by path in the image; a path that ends in a slash is a directory
     * @param jobs the jobs that start from these jars; a job whose jar is not among them is somebody else's to judge
     * @throws UserException when a pattern matches nothing or leaves the root, two files have the same place in the image,
     *     a jar cannot be read or a job's class is not in it
     */
    public static List<FileLayer> resolve(
            Path root, List<String> jarGlobs, Map<String, String> files, Collection<JobJar> jobs) {
        return resolve(root, jarGlobs, files, jobs, JAR_DIRECTORY);
    }

    /**
     * As above, with the jars in another directory of the image.
     *
     * @param directory ends in a slash
     */
    public static List<FileLayer> resolve(
            Path root, List<String> jarGlobs, Map<String, String> files, Collection<JobJar> jobs, String directory) {
        GlobFinder finder = new GlobFinder(root);
        SortedMap<String, Path> plain = new TreeMap<>();
        files.forEach((target, glob) -> addFiles(plain, target, finder.find(glob)));
        SortedMap<String, Path> jars = new TreeMap<>();
        for (String glob : jarGlobs) {
            finder.find(glob).forEach(jar -> add(jars, directory + jar.getFileName(), jar));
        }
        JarChecks checks = JarChecks.open(jars.values());
        for (JobJar job : jobs) {
            Optional.ofNullable(jars.get(directory + job.jar()))
                    .ifPresent(jar -> checks.requireStartable(jar, job.mainClass()));
        }
        Set<String> started = jobs.stream().map(job -> directory + job.jar()).collect(Collectors.toSet());
        SortedMap<String, Path> dependencies = new TreeMap<>(jars);
        // Without jobs nobody knows which jar changes most, and one layer is as good as two.
        dependencies.keySet().removeIf(target -> jobs.isEmpty() || started.contains(target));
        jars.keySet().removeAll(dependencies.keySet());

        List<FileLayer> layers = new ArrayList<>();
        addLayer(layers, "files", plain);
        addLayer(layers, "dependency jars", dependencies);
        addLayer(layers, "job jar", jars);
        return List.copyOf(layers);
    }

    /** One layer of files, or none when there are no files. */
    static List<FileLayer> layer(String name, Path root, Map<String, String> files) {
        GlobFinder finder = new GlobFinder(root);
        SortedMap<String, Path> found = new TreeMap<>();
        files.forEach((target, glob) -> addFiles(found, target, finder.find(glob)));
        List<FileLayer> layers = new ArrayList<>();
        addLayer(layers, name, found);
        return layers;
    }

    private static void addFiles(SortedMap<String, Path> plain, String target, List<Path> found) {
        if (!target.startsWith("/") || List.of(target.split("/")).contains("..")) {
            throw new UserException(
                    "\"" + target + "\" is not an absolute path in the image.",
                    UNTOUCHED,
                    "It begins with a slash; when it ends in one too, it is a directory.");
        }
        if (target.endsWith("/")) {
            found.forEach(file -> add(plain, target + file.getFileName(), file));
        } else if (found.size() == 1) {
            add(plain, target, found.get(0));
        } else {
            throw new UserException(
                    found.size() + " files are to be put at " + target + " in the image.",
                    UNTOUCHED,
                    "End the path with a slash when it is a directory.");
        }
    }

    private static void add(SortedMap<String, Path> files, String target, Path source) {
        Path other = files.putIfAbsent(target, source);
        if (other != null && !other.equals(source)) {
            throw new UserException(
                    other + " and " + source + " have the same place " + target + " in the image.",
                    UNTOUCHED,
                    "Rename one of them, or narrow the pattern.");
        }
    }

    private static void addLayer(List<FileLayer> layers, String name, SortedMap<String, Path> files) {
        if (!files.isEmpty()) {
            layers.add(new FileLayer(
                    name,
                    files.entrySet().stream()
                            .map(file -> ImageFile.of(file.getValue(), file.getKey()))
                            .toList()));
        }
    }
}
