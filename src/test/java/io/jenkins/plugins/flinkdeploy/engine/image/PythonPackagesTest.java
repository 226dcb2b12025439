package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** With the pip of this machine, over wheels in a directory. */
public class PythonPackagesTest {
    private static final String AMD64 = "linux/amd64";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = new ArrayList<>();
    private Path root;

    @Before
    public void makeProject() throws IOException {
        root = folder.newFolder("project").toPath();
        Files.createDirectories(root.resolve("wheels"));
    }

    @Test
    public void packages_are_the_same_recordfrom_any_machine_and_nothing_of_the_machine_is_among_them()
            throws Exception {
        requirePip();
        wheel("greet", "py3-none-any");
        requirements("greet==1.0");

        FileLayer one = resolve("one", Optional.empty());
        FileLayer other = resolve("other", Optional.empty());

        assertThat(contents(one)).isEqualTo(contents(other));
        assertThat(contents(one).keySet())
                .contains(
                        "/opt/flink/usrlib/python-packages/greet/__init__.py",
                        "/opt/flink/usrlib/python-packages/greet-1.0.dist-info/METADATA")
                .noneMatch(name -> name.contains("/bin/") || name.endsWith(".pyc"));
        assertThat(contents(one).get("/opt/flink/usrlib/python-packages/greet-1.0.dist-info/RECORD"))
                .contains("greet/__init__.py")
                .doesNotContain("bin/greet");
        assertThat(log).containsOnly("Image: 1 packages of requirements.txt resolved");
    }

    @Test
    public void packages_are_chosen_for_the_python_and_the_platform_of_the_image() throws Exception {
        requirePip();
        wheel("greet", "cp310-cp310-manylinux_2_17_aarch64");
        requirements("greet");

        FileLayer packages = new PythonPackages(root, store("a"), log::add)
                .resolve("requirements.txt", Optional.of("3.10"), "linux/arm64");

        assertThat(packages.files()).isNotEmpty();
        assertThat(log.get(0)).contains("leaves the version open of greet");
        assertThatThrownBy(() -> resolve("b", Optional.of("3.10")))
                .hasMessageContaining(
                        "pip cannot resolve the packages of requirements.txt for Python 3.10 on linux/amd64")
                .hasMessageContaining("greet")
                .hasMessageContaining("the running job was not touched");
    }

    @Test
    public void a_machine_without_python_is_told_what_it_needs() throws Exception {
        requirements("greet==1.0");

        assertThatThrownBy(() -> new PythonPackages(root, store("a"), log::add, "no-such-python")
                        .resolve("requirements.txt", Optional.empty(), AMD64))
                .hasMessageContaining("need Python with pip on the machine that builds: there is no no-such-python.")
                .hasMessageContaining("Install python3 and python3-pip there");
    }

    private FileLayer resolve(String cache, Optional<String> version) throws InterruptedException {
        return new PythonPackages(root, store(cache), log::add).resolve("requirements.txt", version, AMD64);
    }

    private ContentStore store(String name) {
        return new ContentStore(folder.getRoot().toPath().resolve(name));
    }

    private void requirements(String text) throws IOException {
        Files.writeString(
                root.resolve("requirements.txt"), "# packages\n--no-index\n--find-links wheels\n" + text + "\n");
    }

    private void wheel(String name, String tag) throws IOException {
        String info = name + "-1.0.dist-info/";
        Map<String, String> files = new TreeMap<>(Map.of(
                name + "/__init__.py",
                "def main(): pass\n",
                info + "METADATA",
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n",
                info + "WHEEL",
                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: " + tag + "\n",
                info + "entry_points.txt",
                "[console_scripts]\n" + name + " = " + name + ":main\n"));
        StringBuilder record = new StringBuilder();
        files.keySet().forEach(file -> record.append(file).append(",,\n"));
        files.put(info + "RECORD", record + info + "RECORD,,\n");
        Path wheel = root.resolve("wheels/" + name + "-1.0-" + tag + ".whl");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(wheel))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }

    private static Map<String, String> contents(FileLayer layer) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (ImageFile file : layer.files()) {
            contents.put(file.target(), file.mode() + " " + Files.readString(Path.of(file.source())));
        }
        return contents;
    }

    private void requirePip() throws InterruptedException {
        try {
            Assume.assumeTrue(new ToolProcess(root, Map.of(), line -> {})
                    .run(List.of("python3", "-m", "pip", "--version"))
                    .well());
        } catch (IOException e) {
            Assume.assumeNoException(e);
        }
    }
}
