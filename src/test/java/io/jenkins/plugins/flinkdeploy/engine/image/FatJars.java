package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Jars with a job and its libraries, as build tools make them. */
final class FatJars {
    private final SortedMap<String, byte[]> entries = new TreeMap<>();
    private final Manifest manifest = new Manifest();
    private long time = 1_700_000_000_000L;

    FatJars() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.example.orders.Job");
        for (String library : new String[] {"org/apache/kafka", "com/fasterxml/jackson", "io/netty/buffer", "de/x/y"}) {
            for (int i = 0; i < 20; i++) {
                entries.put(library + "/C" + i + ".class", noise(library.hashCode() + i, 60_000));
            }
        }
        with("org/example/orders/Job.class", "job v1")
                .with("org/example/common/Tool.class", "tool")
                .with("META-INF/services/org.apache.kafka.Plugin", "org.apache.kafka.C1")
                .with("META-INF/versions/11/org/apache/kafka/C1.class", "newer")
                .with("orders.properties", "rate=1");
    }

    FatJars with(String name, String content) {
        entries.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    FatJars attribute(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    FatJars writtenAt(long millis) {
        time = millis;
        return this;
    }

    Path write(Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry zip = new ZipEntry(entry.getKey());
                zip.setTime(time);
                out.putNextEntry(zip);
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return jar;
    }

    private static byte[] noise(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
