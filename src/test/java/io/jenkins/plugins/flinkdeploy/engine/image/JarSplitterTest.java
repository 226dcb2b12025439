package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JarSplitterTest {
    private static final String MAIN = "org.example.orders.Job";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;
    private ContentStore store;

    @Before
    public void start() {
        root = folder.getRoot().toPath();
        store = new ContentStore(root.resolve("content"));
    }

    @Test
    public void a_class_loader_finds_in_the_parts_what_it_finds_in_the_whole() throws Exception {
        Path whole = new FatJars().attribute("Multi-Release", "true").write(root.resolve("orders.jar"));
        SortedMap<String, Path> parts = split(whole);
        assertThat(parts).hasSizeGreaterThan(3);
        List<URL> urls = new ArrayList<>();
        for (Path part : parts.values()) {
            urls.add(part.toUri().toURL());
        }
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), null);
                URLClassLoader original =
                        new URLClassLoader(new URL[] {whole.toUri().toURL()}, null);
                JarFile jar = new JarFile(whole.toFile())) {
            for (String name : jar.stream().map(entry -> entry.getName()).toList()) {
                if (!name.equals(JarFile.MANIFEST_NAME)) {
                    assertThat(content(loader, name)).as(name).isEqualTo(content(original, name));
                    assertThat(Collections.list(loader.getResources(name)))
                            .as(name)
                            .hasSize(1);
                }
            }
            assertThat(content(loader, "org/apache/kafka/C1.class"))
                    .as("the version for this Java")
                    .isEqualTo("newer".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    public void only_the_jobs_own_part_names_a_class_to_start() throws Exception {
        SortedMap<String, Path> parts = split(new FatJars().write(root.resolve("orders.jar")));
        for (Map.Entry<String, Path> part : parts.entrySet()) {
            try (JarFile jar = new JarFile(part.getValue().toFile())) {
                assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                        .isEqualTo(part.getKey().equals(JarParts.JOB) ? MAIN : null);
            }
        }
    }

    @Test
    public void a_change_of_one_class_changes_one_part() throws Exception {
        SortedMap<String, Path> before = split(new FatJars().write(root.resolve("before.jar")));
        SortedMap<String, Path> after = split(new FatJars()
                .with("org/example/orders/Job.class", "job v2")
                .attribute("Build-Time", "today")
                .writtenAt(1_800_000_000_000L)
                .write(root.resolve("after.jar")));
        assertThat(after.remove(JarParts.JOB)).isNotEqualTo(before.remove(JarParts.JOB));
        assertThat(after).as("the same content has the same place in the store").isEqualTo(before);
    }

    @Test
    public void a_library_that_changed_behind_an_old_checksum_and_size_is_not_taken_for_the_old_one() throws Exception {
        Path jar = new FatJars().write(root.resolve("orders.jar"));
        SortedMap<String, Path> before = split(jar);
        byte[] bytes = Files.readAllBytes(jar);
        // The first library's bytes come right after the first entries; no table of contents is there.
        bytes[bytes.length / 2] ^= 1;
        Files.write(jar, bytes);
        SortedMap<String, Path> after = split(jar);
        after.values().removeAll(before.values());
        assertThat(after).hasSize(1);
    }

    @Test
    public void parts_that_were_written_before_are_not_written_again() throws Exception {
        Path jar = new FatJars().write(root.resolve("orders.jar"));
        SortedMap<String, Path> first = split(jar);
        for (Path part : first.values()) {
            Files.writeString(part, "as it was written");
        }
        assertThat(split(jar)).isEqualTo(first);
        assertThat(first.values()).allSatisfy(part -> assertThat(part).hasContent("as it was written"));
    }

    /** Other bytes under an old name would be taken from the caches of some machines and not of others. */
    @Test
    public void the_bytes_of_a_part_change_only_together_with_the_format_that_its_name_is_made_from() throws Exception {
        Path jar = root.resolve("stored.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.setMethod(ZipOutputStream.STORED);
            stored(out, "org/example/orders/Job.class", "job");
            stored(out, "org/apache/kafka/C.class", "library");
        }
        List<String> digests = new ArrayList<>();
        for (Path part : split(jar).values()) {
            digests.add(part.getFileName().toString().substring(0, 8) + " "
                    + ContentStore.digest(part).substring(0, 8));
        }
        assertThat(digests).containsExactly("cfbfdd42 1551693e", "1612e649 8fc5dff0");
    }

    @Test
    public void an_upgraded_library_leaves_the_others_alone() throws Exception {
        SortedMap<String, Path> before = split(new FatJars().write(root.resolve("before.jar")));
        SortedMap<String, Path> after =
                split(new FatJars().with("org/apache/kafka/New.class", "new").write(root.resolve("after.jar")));
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.values().removeAll(before.values());
        assertThat(after).hasSize(1);
    }

    @Test
    public void the_time_of_a_build_and_the_zone_of_the_machine_do_not_matter() throws Exception {
        SortedMap<String, Path> one = split(new FatJars().write(root.resolve("one.jar")));
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            SortedMap<String, Path> two =
                    split(new FatJars().writtenAt(1_500_000_000_000L).write(root.resolve("two.jar")));
            two.remove(JarParts.JOB);
            one.remove(JarParts.JOB);
            assertThat(two).isEqualTo(one);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    public void jars_that_a_split_would_break_stay_whole() throws Exception {
        assertThat(objection(new FatJars())).isEmpty();
        assertThat(objection(new FatJars().with("META-INF/JOE.SF", "signature")))
                .hasValue("it is signed");
        assertThat(objection(new FatJars().attribute("Sealed", "true"))).hasValue("it has sealed packages");
        assertThat(objection(new FatJars().with("BOOT-INF/lib/a.jar", ""))).hasValue("it has its own class loader");
        assertThat(objection(new FatJars().attribute("Main-Class", "org.example.Other")))
                .hasValue("the class org.example.Other is not in it");
    }

    @Test
    public void what_flink_and_the_service_loader_look_for_stays_in_the_jobs_own_jar() {
        JarParts parts = new JarParts(MAIN);
        assertThat(List.of(
                        "META-INF/MANIFEST.MF",
                        "META-INF/services/x",
                        "lib/nested.jar",
                        "application.conf",
                        "org/example/orders/deep/er/X.class"))
                .allMatch(name -> parts.of(name, 1).equals(JarParts.JOB));
        assertThat(parts.of("org/example/common/Tool.class", 1)).startsWith("near");
        assertThat(parts.of("org/apache/kafka/C.class", 1))
                .startsWith("lib")
                .isEqualTo(parts.of("META-INF/versions/17/org/apache/kafka/C.class", 1));
        assertThat(parts.of("libnative.so", 10_000_000))
                .as("large and no class")
                .startsWith("lib");
        assertThat(new JarParts("Job").of("org/apache/kafka/C.class", 1)).startsWith("lib");
    }

    private static void stored(ZipOutputStream out, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }

    private Optional<String> objection(FatJars jar) throws IOException {
        return JarInspection.of(jar.write(root.resolve("any.jar")), "").objection();
    }

    private SortedMap<String, Path> split(Path jar) throws IOException {
        return new JarSplitter(store).split(jar, MAIN);
    }

    private static byte[] content(ClassLoader loader, String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
