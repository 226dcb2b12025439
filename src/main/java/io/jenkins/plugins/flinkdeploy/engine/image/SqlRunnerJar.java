package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.definition.ImageDefinition;
import io.jenkins.plugins.flinkdeploy.engine.sqlrunner.Script;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The jar that runs the SQL scripts of jobs, made of classes of this program. Nothing in it is compressed, so that its bytes
 * do not depend on a compressor.
 */
final class SqlRunnerJar {
    static final String NAME = ImageDefinition.SQL_RUNNER;

    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final List<String> CLASSES =
            List.of("Arguments", "Script", "ScriptParser", "SqlRunner", "SqlScriptException", "Statement", "Variables");

    private SqlRunnerJar() {}

    /** The jar, written into the store when it is not there. */
    static Path in(ContentStore store) throws IOException {
        Path draft = store.draft();
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                write(out);
            }
            return store.adopt(draft, ContentStore.digest(draft));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(OutputStream out) throws IOException {
        String directory = Script.class.getPackageName().replace('.', '/') + "/";
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            String manifest =
                    "Manifest-Version: 1.0\r\nMain-Class: " + Script.class.getPackageName() + ".SqlRunner\r\n\r\n";
            add(zip, "META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.UTF_8));
            for (String name : CLASSES) {
                add(zip, directory + name + ".class", bytes(name + ".class"));
            }
        }
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("the program has no " + name);
            }
            return in.readAllBytes();
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
