package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.jar.JarFile;
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
