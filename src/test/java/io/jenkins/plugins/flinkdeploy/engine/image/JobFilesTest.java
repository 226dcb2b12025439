package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JobFilesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;

    @Before
    public void makeRoot() throws IOException {
        root = folder.newFolder("job").toPath();
    }

    @Test
    public void what_changes_most_is_in_the_last_layer() throws IOException {
        jar("target/orders.jar", "org.example.Orders", "org.example.Orders");
        jar("target/lib/json.jar", "", "org.json.Json");
        List<FileLayer> layers = JobFiles.jars(
                root,
                List.of("target/orders.jar", "target/lib/*.jar"),
                List.of(new JobJar("orders.jar", Optional.empty())),
                JobFiles.JAR_DIRECTORY);
        assertThat(layers).extracting(FileLayer::name).containsExactly("dependency jars", "job jar");
        assertThat(layers)
                .flatExtracting(FileLayer::files)
                .extracting(ImageFile::target)
                .containsExactly("/opt/flink/usrlib/json.jar", "/opt/flink/usrlib/orders.jar");
    }

    @Test
    public void two_stars_match_no_directory_as_well() throws IOException {
        jar("target/a.jar", "", "A");
        jar("target/deep/er/b.jar", "", "B");
        assertThat(JobFiles.jars(root, List.of("target/**/*.jar"), List.of(), JobFiles.JAR_DIRECTORY)
                        .get(0)
                        .files())
                .hasSize(2);
    }

    @Test
    public void a_missing_jar_is_an_error_with_the_pattern_the_directory_and_what_is_near() throws IOException {
        jar("target/order-1.0.jar", "", "A");
        assertRefused(List.of("target/orders.jar"), List.of())
                .hasMessageContaining("No file in " + root.resolve("target") + " matches \"target/orders.jar\".")
                .hasMessageContaining("Near it: target/order-1.0.jar.");
        assertRefused(List.of("build/*.jar"), List.of())
                .hasMessageContaining("there is no directory " + root.resolve("build"));
    }

    @Test
    public void nothing_outside_the_directory_of_the_definition_is_taken() throws IOException {
        Path outside = Files.writeString(folder.getRoot().toPath().resolve("secret.jar"), "x");
        assertRefused(List.of("../secret.jar"), List.of()).hasMessageContaining("is not a path below");
        assertRefused(List.of(outside.toString()), List.of()).hasMessageContaining("is not a path below");
        Files.createSymbolicLink(root.resolve("link.jar"), outside);
        assertRefused(List.of("*.jar"), List.of()).hasMessageContaining("a link that leaves");
    }

    @Test
    public void a_jar_that_was_cut_short_is_an_error() throws IOException {
        Path jar = jar("job.jar", "A", "A");
        Files.write(jar, Arrays.copyOf(Files.readAllBytes(jar), 40));
        assertRefused(List.of("job.jar"), List.of()).hasMessageContaining(jar + " is not a readable jar file");
    }

    @Test
    public void a_jar_that_names_no_class_to_start_is_an_error() throws IOException {
        jar("job.jar", "", "A");
        assertRefused(List.of("job.jar"), List.of(new JobJar("job.jar", Optional.empty())))
                .hasMessageContaining("has no Main-Class");
    }

    @Test
    public void a_class_that_is_not_in_the_jar_is_an_error_that_names_the_one_that_is() throws IOException {
        jar("job.jar", "", "org.example.orders.Orders");
        assertRefused(List.of("job.jar"), List.of(new JobJar("job.jar", Optional.of("org.example.Orders"))))
                .hasMessageContaining("The class org.example.Orders is not in " + root.resolve("job.jar"))
                .hasMessageContaining("Is org.example.orders.Orders meant?");
    }

    @Test
    public void two_jars_of_one_name_are_an_error_that_names_both() throws IOException {
        Path one = jar("a/job.jar", "", "A");
        Path other = jar("b/job.jar", "", "A");
        assertRefused(List.of("*/job.jar"), List.of())
                .hasMessageContaining(one.toString())
                .hasMessageContaining(other.toString());
    }

    @Test
    public void files_have_the_access_rights_that_the_definition_says_for_their_place() throws IOException {
        for (String name : List.of("bin/a.sh", "bin/b.txt", "conf/c.sh")) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), "x");
        }

        FileLayer layer = JobFiles.files(
                        "files",
                        root,
                        Map.of("/opt/bin/", "bin/*", "/opt/c.sh", "conf/c.sh", "/opt/d.sh", "conf/c.sh"),
                        Map.of("/opt/bin/", "0750", "/opt/c.sh", "0600"))
                .get(0);

        assertThat(layer.files())
                .extracting(file -> file.target() + " " + Integer.toOctalString(file.mode()))
                .containsExactly("/opt/bin/a.sh 750", "/opt/bin/b.txt 750", "/opt/c.sh 600", "/opt/d.sh 755");
    }

    private AbstractThrowableAssert<?, ?> assertRefused(List<String> globs, List<JobJar> jobs) {
        return assertThatThrownBy(() -> JobFiles.jars(root, globs, jobs, JobFiles.JAR_DIRECTORY))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Nothing was built or changed; the running job was not touched.");
    }

    private Path jar(String name, String mainClass, String className) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!mainClass.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.putNextEntry(new ZipEntry(className.replace('.', '/') + ".class"));
        }
        return file;
    }
}
