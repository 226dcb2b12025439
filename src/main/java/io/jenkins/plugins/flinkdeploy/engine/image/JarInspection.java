package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Whether a jar may be split.
 *
 * @param mainClass the class that starts the job, when the jar has it
 * @param objection why it stays whole; empty when it is to be split
 */
record JarInspection(Optional<String> mainClass, Optional<String> objection) {
    /** Below that a split would cost more requests than it saves bytes. */
    private static final long SMALLEST_BYTES = 2_000_000;

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|DSA|RSA|EC)");

    /** @param named the job's class, empty when the manifest names it */
    static JarInspection of(Path jar, String named) throws IOException {
        if (isSmall(jar)) {
            return whole("it is small");
        }
        try (ZipFile zip = JarSplitter.open(jar)) {
            return of(zip, named);
        }
    }

    static boolean isSmall(Path jar) throws IOException {
        return Files.size(jar) < SMALLEST_BYTES;
    }

    /** Looks into a jar that is not small. */
    static JarInspection of(ZipFile zip, String named) throws IOException {
        Manifest manifest = manifest(zip);
        if (isSealed(manifest)) {
            return whole("it has sealed packages");
        }
        Optional<String> mainClass = named.isEmpty() ? JarChecks.mainClass(manifest) : Optional.of(named);
        if (mainClass.isEmpty()) {
            return whole("nobody names the class that starts the job");
        }
        return new JarInspection(mainClass, objection(Collections.list(zip.getEntries()), mainClass.get()));
    }

    /** The jar's manifest, an empty one when it has none. */
    static Manifest manifest(ZipFile zip) throws IOException {
        ZipArchiveEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) {
            return new Manifest();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new Manifest(in);
        }
    }

    private static Optional<String> objection(List<ZipArchiveEntry> entries, String mainClass) {
        Set<String> names = new HashSet<>();
        for (ZipArchiveEntry entry : entries) {
            String name = entry.getName();
            if (SIGNATURE.matcher(name).matches()) {
                return Optional.of("it is signed");
            } else if (!names.add(name)) {
                return Optional.of("it has two entries " + name);
            } else if (name.startsWith("BOOT-INF/")) {
                return Optional.of("it has its own class loader");
            } else if (entry.getMethod() != ZipEntry.DEFLATED && entry.getMethod() != ZipEntry.STORED
                    || entry.getGeneralPurposeBit().usesEncryption()) {
                return Optional.of(name + " is stored in an unusual way");
            }
        }
        return names.contains(mainClass.replace('.', '/') + ".class")
                ? Optional.empty()
                : Optional.of("the class " + mainClass + " is not in it");
    }

    private static boolean isSealed(Manifest manifest) {
        return isSealed(manifest.getMainAttributes())
                || manifest.getEntries().values().stream().anyMatch(JarInspection::isSealed);
    }

    private static boolean isSealed(Attributes attributes) {
        return Boolean.parseBoolean(attributes.getValue(Attributes.Name.SEALED));
    }

    private static JarInspection whole(String objection) {
        return new JarInspection(Optional.empty(), Optional.of(objection));
    }
}
