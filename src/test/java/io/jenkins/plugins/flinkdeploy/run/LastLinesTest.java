package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LastLinesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void of_more_than_fit_the_last_ones_are_kept_and_the_others_counted() throws IOException {
        LastLines lines = new LastLines(10);
        lines.add("first");
        lines.add("second");
        lines.add("all");
        assertThat(written(lines)).hasContent("(2 earlier lines are left out)\nall");
        LastLines fit = new LastLines(10);
        fit.add("second");
        fit.add("al");
        assertThat(written(fit)).hasContent("second\nal");
        assertThat(written(new LastLines(10))).doesNotExist();
    }

    @Test
    public void a_line_is_kept_without_secrets_and_not_longer_than_people_read() throws IOException {
        LastLines lines = new LastLines(100_000);
        lines.add("connecting to jdbc:postgresql://kim:hunter2@db/orders with password=hunter2");
        lines.add("> Authorization: Basic aHVudGVyMjpodW50ZXIy");
        lines.add("x".repeat(100_000));
        assertThat(Files.readAllLines(written(lines)))
                .startsWith(
                        "connecting to jdbc:postgresql://kim:(hidden)@db/orders with password=(hidden)",
                        "> Authorization: Basic (hidden)")
                .allMatch(line -> line.length() < 5000);
    }

    private Path written(LastLines lines) throws IOException {
        Path file = folder.getRoot().toPath().resolve("lines-" + System.nanoTime());
        lines.write(file);
        return file;
    }
}
