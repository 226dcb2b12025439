package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Finds at build time what would otherwise only show when the new job does not start. */
final class JarChecks {
    /** The attributes in which Flink looks for the class to start, in its order. */
    private static final List<String> START_ATTRIBUTES = List.of("program-class", "Main-Class");

    private static final String SUFFIX = ".class";

    /** @param mainClass what the manifest names */
    private record Content(Optional<String> mainClass, Set<String> classes) {}

    private final Map<Path, Content> jars;

    private JarChecks(Map<Path, Content> jars) {
        this.jars = jars;
    }

    /** Reads the tables of contents; a jar that is none is an error. */
    static JarChecks open(Collection<Path> jars) {
        Map<Path, Content> contents = new LinkedHashMap<>();
        for (Path jar : jars) {
            contents.put(jar, read(jar));
        }
        return new JarChecks(contents);
    }

    void requireStartable(Path jar, Optional<String> named) {
        Content content = jars.get(jar);
        if (named.isEmpty() && content.mainClass().isEmpty()) {
            throw new UserException(
                    "The job names no class, and the manifest of " + jar + " has no Main-Class.",
                    JobFiles.UNTOUCHED,
                    "Name the class with the job's key \"class\", or let the build write Main-Class into the manifest.");
        }
        String wanted = named.or(content::mainClass).orElseThrow();
        // Any jar of the job will do: they share one class loader.
        if (jars.values().stream().noneMatch(any -> any.classes().contains(wanted))) {
            String origin = named.isPresent() ? "" : ", which its manifest names,";
            throw new UserException(
                    "The class " + wanted + origin + " is not in " + jar + ".",
                    JobFiles.UNTOUCHED,
                    suggestion(wanted)
                            .orElse("Check the class's name and that the jar is the one that was just built."));
        }
    }

    private Optional<String> suggestion(String wanted) {
        String simple = wanted.substring(wanted.lastIndexOf('.') + 1);
        return jars.values().stream()
                .flatMap(content -> content.classes().stream())
                .filter(name -> name.endsWith("." + simple) || name.equals(simple))
                .sorted()
                .findFirst()
                .map(name -> "Is " + name + " meant?");
    }

    private static Content read(Path jar) {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Set<String> classes = new HashSet<>();
            file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(SUFFIX))
                    .forEach(name -> classes.add(
                            name.substring(0, name.length() - SUFFIX.length()).replace('/', '.')));
            return new Content(mainClass(file.getManifest()), classes);
        } catch (IOException e) {
            throw new UserException(
                    jar + " is not a readable jar file (" + e.getMessage() + ").",
                    JobFiles.UNTOUCHED,
                    "Build it again; an interrupted build or copy may have cut it short.",
                    e);
        }
    }

    /** The class that a manifest names, for Flink. */
    static Optional<String> mainClass(Manifest manifest) {
        Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
        return START_ATTRIBUTES.stream()
                .map(attributes::getValue)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }
}
