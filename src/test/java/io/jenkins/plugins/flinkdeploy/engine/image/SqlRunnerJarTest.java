package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.sqlrunner.Script;
import java.io.DataInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SqlRunnerJarTest {
    private static final int JAVA_8 = 52;

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void the_runner_has_all_its_classes_for_the_oldest_java_that_flink_images_have() throws Exception {
        Path classes = Path.of(Script.class.getResource("Script.class").toURI()).getParent();
        Path jar = SqlRunnerJar.in(new ContentStore(temporary.getRoot().toPath()));

        try (JarFile file = new JarFile(jar.toFile());
                Stream<Path> compiled = Files.list(classes)) {
            List<JarEntry> entries = file.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            assertThat(entries.stream()
                            .map(entry -> Path.of(entry.getName()).getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            compiled.map(path -> path.getFileName().toString())
                                    .filter(name -> !name.equals("package-info.class"))
                                    .toList());
            for (JarEntry entry : entries) {
                try (DataInputStream in = new DataInputStream(file.getInputStream(entry))) {
                    in.readInt();
                    in.readUnsignedShort();
                    assertThat(in.readUnsignedShort()).as(entry.getName()).isEqualTo(JAVA_8);
                }
            }
            assertThat(file.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(Script.class.getPackageName() + ".SqlRunner");
        }
    }

    @Test
    public void the_runner_is_the_same_file_in_every_store() throws Exception {
        Path one = SqlRunnerJar.in(new ContentStore(temporary.newFolder().toPath()));
        Path other = SqlRunnerJar.in(new ContentStore(temporary.newFolder().toPath()));

        assertThat(one).hasSameBinaryContentAs(other);
        assertThat(one.getFileName()).isEqualTo(other.getFileName());
    }
}
