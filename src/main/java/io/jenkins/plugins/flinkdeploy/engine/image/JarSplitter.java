package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Splits a jar that has a job and its libraries into several that are the same for a class loader that has them all. The
 * compressed bytes of the entries are copied as they are; times and attributes of entries are left behind.
 */
final class JarSplitter {
    /** The earliest time that a zip can tell, which is the same in all time zones. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final int BUFFER_BYTES = 1 << 16;

    private final ContentStore store;

    JarSplitter(ContentStore store) {
        this.store = store;
    }

    /**
     * The parts by their names; {@link JarParts#JOB} is among them.
     *
     * @param jar one for which {@link JarInspection} found no objection
     */
    SortedMap<String, Path> split(Path jar, String mainClass) throws IOException {
        try (ZipFile zip = open(jar)) {
            return split(zip, mainClass);
        }
    }

    SortedMap<String, Path> split(ZipFile zip, String mainClass) throws IOException {
        List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
        SortedMap<String, List<ZipArchiveEntry>> parts = assign(entries, new JarParts(mainClass));
        SortedMap<String, Path> files = new TreeMap<>();
        boolean multiRelease = Boolean.parseBoolean(
                JarInspection.manifest(zip).getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
        for (Map.Entry<String, List<ZipArchiveEntry>> part : parts.entrySet()) {
            boolean own = part.getKey().equals(JarParts.JOB);
            Optional<Manifest> manifest = own ? Optional.empty() : Optional.of(manifest(multiRelease));
            files.put(part.getKey(), write(zip, manifest, part.getValue()));
        }
        return files;
    }

    /** Without the entries' own headers, which repeat what the table of contents says, and take a read each. */
    static ZipFile open(Path jar) throws IOException {
        return ZipFile.builder().setPath(jar).setIgnoreLocalFileHeader(true).get();
    }

    private static SortedMap<String, List<ZipArchiveEntry>> assign(List<ZipArchiveEntry> entries, JarParts parts) {
        SortedMap<String, List<ZipArchiveEntry>> assigned = new TreeMap<>();
        assigned.put(JarParts.JOB, new ArrayList<>());
        Map<String, ZipArchiveEntry> directories = new TreeMap<>();
        for (ZipArchiveEntry entry : entries) {
            if (entry.isDirectory()) {
                directories.put(entry.getName(), entry);
            } else {
                assigned.computeIfAbsent(parts.of(entry.getName(), entry.getSize()), part -> new ArrayList<>())
                        .add(entry);
            }
        }
        // Frameworks that look for classes ask the class loader for directories first.
        assigned.values().forEach(part -> part.addAll(parents(part, directories)));
        Comparator<ZipArchiveEntry> manifestFirst =
                Comparator.comparing(entry -> !entry.getName().equals(JarFile.MANIFEST_NAME));
        assigned.values().forEach(part -> part.sort(manifestFirst.thenComparing(ZipArchiveEntry::getName)));
        return assigned;
    }

    private static List<ZipArchiveEntry> parents(
            List<ZipArchiveEntry> files, Map<String, ZipArchiveEntry> directories) {
        TreeSet<String> wanted = new TreeSet<>();
        for (ZipArchiveEntry file : files) {
            String name = file.getName();
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                wanted.add(name.substring(0, slash + 1));
            }
        }
        return wanted.stream()
                .filter(directories::containsKey)
                .map(directories::get)
                .toList();
    }

    /** The part as it was written by an earlier build when it would be the same, which most parts of most builds are. */
    private Path write(ZipFile zip, Optional<Manifest> manifest, List<ZipArchiveEntry> entries) throws IOException {
        PartFingerprint fingerprint = new PartFingerprint(manifest);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (ZipArchiveEntry entry : entries) {
            try (InputStream raw = fingerprint.reading(entry, zip.getRawInputStream(entry))) {
                while (raw.read(buffer) >= 0) {
                    continue;
                }
            }
        }
        Optional<Path> known = store.find(fingerprint.text());
        return known.isPresent() ? known.get() : writeAnew(zip, manifest, entries);
    }

    private Path writeAnew(ZipFile zip, Optional<Manifest> manifest, List<ZipArchiveEntry> entries) throws IOException {
        Path draft = store.draft();
        try {
            // Taken again of what is copied: the jar may have been overwritten since.
            PartFingerprint fingerprint = new PartFingerprint(manifest);
            try (OutputStream file = Files.newOutputStream(draft);
                    OutputStream buffered = new BufferedOutputStream(file, BUFFER_BYTES);
                    ZipArchiveOutputStream out = new ZipArchiveOutputStream(buffered)) {
                if (manifest.isPresent()) {
                    writeManifest(out, manifest.get());
                }
                for (ZipArchiveEntry entry : entries) {
                    copy(zip, entry, fingerprint, out);
                }
            }
            return store.adopt(draft, fingerprint.text());
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void copy(
            ZipFile zip, ZipArchiveEntry entry, PartFingerprint fingerprint, ZipArchiveOutputStream out)
            throws IOException {
        ZipArchiveEntry copy = new ZipArchiveEntry(entry.getName());
        copy.setTimeLocal(TIME);
        copy.setMethod(entry.getMethod());
        copy.setSize(entry.getSize());
        copy.setCompressedSize(entry.getCompressedSize());
        copy.setCrc(entry.getCrc());
        try (InputStream raw = fingerprint.reading(entry, zip.getRawInputStream(entry))) {
            out.addRawArchiveEntry(copy, raw);
        }
    }

    /** Nothing of the job's manifest goes into the libraries: it often holds a build's time or number. */
    private static Manifest manifest(boolean multiRelease) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (multiRelease) {
            manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        }
        return manifest;
    }

    private static void writeManifest(ZipArchiveOutputStream out, Manifest manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        CRC32 crc = new CRC32();
        crc.update(bytes.toByteArray());
        ZipArchiveEntry entry = new ZipArchiveEntry(JarFile.MANIFEST_NAME);
        entry.setTimeLocal(TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.size());
        entry.setCrc(crc.getValue());
        out.putArchiveEntry(entry);
        bytes.writeTo(out);
        out.closeArchiveEntry();
    }
}
