package io.jenkins.plugins.flinkdeploy.localcluster.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LayersTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void a_later_layer_replaces_files_of_an_earlier_one() throws Exception {
        Path root = image(layer("app/a", "old", "app/b", "kept"), layer("app/a", "new"));
        assertThat(files(root)).containsExactly("app/a=new", "app/b=kept");
    }

    @Test
    public void a_whiteout_removes_a_file_or_a_directory_of_the_layers_below() throws Exception {
        Path root = image(layer("app/a", "1", "app/d/x", "2", "app/d/y", "3"), layer("app/.wh.a", "", "app/.wh.d", ""));
        assertThat(files(root)).isEmpty();
        assertThat(root.resolve("app")).isDirectory();
    }

    @Test
    public void an_opaque_whiteout_hides_all_below_but_not_its_own_layer() throws Exception {
        Path root = image(layer("lib/a.jar", "1", "lib/b.jar", "2"), layer("lib/.wh..wh..opq", "", "lib/c.jar", "3"));
        assertThat(files(root)).containsExactly("lib/c.jar=3");
    }

    @Test
    public void a_file_that_a_layer_removes_and_brings_again_is_the_new_one() throws Exception {
        Path root = image(layer("a", "1"), layer("a", "2", ".wh.a", ""));
        assertThat(files(root)).containsExactly("a=2");
    }

    @Test
    public void a_directory_takes_the_place_of_a_file_and_a_file_that_of_a_directory() throws Exception {
        Path root = image(layer("a", "1", "b/x", "2"), layer("a/y", "3", "b", "4"));
        assertThat(files(root)).containsExactly("a/y=3", "b=4");
    }

    @Test
    public void plain_and_compressed_archives_are_both_understood() throws Exception {
        assertThat(files(image(layer("a", "1"), compressed(layer("b", "2"))))).containsExactly("a=1", "b=2");
    }

    @Test
    public void a_script_stays_executable() throws Exception {
        Path root = image(archive(tar -> add(tar, "run.sh", "x", 0755)));
        assertThat(root.resolve("run.sh")).isExecutable();
    }

    @Test
    public void names_with_a_leading_dot_and_slash_lie_at_the_root() throws Exception {
        assertThat(files(image(layer("./a", "1", "/b", "2", ".hidden", "3"))))
                .containsExactly(".hidden=3", "a=1", "b=2");
    }

    @Test
    public void an_entry_that_leaves_the_image_is_refused() throws Exception {
        byte[] layer = layer("../outside", "1");
        assertThatThrownBy(() -> image(layer)).isInstanceOf(IOException.class).hasMessageContaining("../outside");
        assertThat(temporary.getRoot().toPath().resolve("outside")).doesNotExist();
    }

    @Test
    public void an_entry_below_a_link_is_refused_because_it_could_leave_the_image() throws Exception {
        Path outside = temporary.newFolder("outside").toPath();
        byte[] layer = archive(tar -> {
            TarArchiveEntry link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
            link.setLinkName(outside.toString());
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            add(tar, "link/file", "1", 0644);
        });
        assertThatThrownBy(() -> image(layer)).isInstanceOf(IOException.class).hasMessageContaining("link/file");
        assertThat(outside).isEmptyDirectory();
    }

    private Path image(byte[]... layers) throws IOException {
        List<Path> unpacked = new ArrayList<>();
        for (byte[] layer : layers) {
            Path directory = temporary.newFolder().toPath();
            new LayerUnpacker(directory).unpack(new ByteArrayInputStream(layer));
            unpacked.add(directory);
        }
        Path root = temporary.newFolder().toPath();
        RootFilesystem.assemble(root, unpacked);
        return root;
    }

    private static List<String> files(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                found.add(root.relativize(file) + "=" + Files.readString(file));
            }
        }
        return found;
    }

    private static byte[] layer(String... namesAndContents) throws IOException {
        return archive(tar -> {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                add(tar, namesAndContents[i], namesAndContents[i + 1], 0644);
            }
        });
    }

    private static byte[] compressed(byte[] archive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(archive);
        }
        return bytes.toByteArray();
    }

    private static byte[] archive(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            content.writeTo(tar);
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String name, String content, int mode) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(bytes.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    /** What an archive is to hold. */
    private interface Content {
        void writeTo(TarArchiveOutputStream tar) throws IOException;
    }
}
