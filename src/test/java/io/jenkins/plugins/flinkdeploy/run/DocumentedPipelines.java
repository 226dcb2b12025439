package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.localcluster.ExampleJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pipelines in the README and in docs, in the order in which they are written. */
final class DocumentedPipelines {
    private static final Pattern BLOCK = Pattern.compile("```groovy\\n(.*?)```", Pattern.DOTALL);

    private DocumentedPipelines() {}

    /**
     * One of them.
     *
     * @param place file and number of the block in it
     */
    record Documented(String place, String script) {
        /** The pipeline; what is shown without its surroundings stands in the middle of one. */
        String whole() {
            boolean alone = script.contains("node {") || script.startsWith("pipeline {") || script.contains("name: ");
            return alone ? script : "node {\n checkout scm\n sh 'mvn -B package'\n" + script + "}\n";
        }
    }

    static List<Documented> all() throws IOException {
        Path root = ExampleJob.checkout();
        List<Path> files = new ArrayList<>(List.of(root.resolve("README.md")));
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
        }
        List<Documented> found = new ArrayList<>();
        for (Path file : files) {
            Matcher blocks = BLOCK.matcher(Files.readString(file));
            for (int number = 1; blocks.find(); number++) {
                found.add(new Documented(file.getFileName() + " " + number, blocks.group(1)));
            }
        }
        return found;
    }
}
