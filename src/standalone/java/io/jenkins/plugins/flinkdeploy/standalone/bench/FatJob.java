package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A jar of about 60 MB as a build with shaded libraries makes it; the same on each machine. */
final class FatJob {
    static final String MAIN_CLASS = "org.example.orders.OrdersJob";

    private static final String[] GROUPS = {"org/apache", "com/fasterxml", "io/netty", "com/google", "org/rocksdb"};
    private static final int LIBRARIES = 40;
    private static final int CLASSES = 150;
    private static final int CLASS_BYTES = 10_000;
    private static final int OWN_CLASSES = 60;
    private static final int OWN_CLASS_BYTES = 4_000;
    private static final long TIME = 1_700_000_000_000L;

    private FatJob() {}

    /** @param version changes the content of one class */
    static void write(Path jar, int version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, MAIN_CLASS);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(entry("META-INF/MANIFEST.MF"));
            manifest.write(out);
            out.closeEntry();
            for (int library = 0; library < LIBRARIES; library++) {
                for (int number = 0; number < CLASSES; number++) {
                    String name = GROUPS[library % GROUPS.length] + "/library" + library + "/part" + number % 7 + "/C"
                            + number + ".class";
                    write(out, name, library * 1000 + number, CLASS_BYTES);
                }
            }
            write(out, MAIN_CLASS.replace('.', '/') + ".class", -version, OWN_CLASS_BYTES);
            for (int number = 0; number < OWN_CLASSES; number++) {
                write(out, "org/example/orders/steps/S" + number + ".class", 1_000_000 + number, OWN_CLASS_BYTES);
            }
        }
    }

    private static void write(JarOutputStream out, String name, int seed, int bytes) throws IOException {
        byte[] content = Noise.bytes(seed, bytes);
        out.putNextEntry(entry(name));
        out.write(content);
        out.closeEntry();
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(TIME);
        return entry;
    }
}
