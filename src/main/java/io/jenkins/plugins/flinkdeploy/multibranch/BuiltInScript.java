package io.jenkins.plugins.flinkdeploy.multibranch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The built-in pipeline as Groovy: what is known about the branch, and after it what is the same for all. */
final class BuiltInScript {
    private static final String SAME_FOR_ALL = "pipeline.groovy";

    private final FlinkPipeline pipeline;
    private final Destinations destinations;

    BuiltInScript(FlinkPipeline pipeline, Destinations destinations) {
        this.pipeline = pipeline;
        this.destinations = destinations;
    }

    String text() {
        return "def settings = " + literal(settings()) + "\n" + sameForAll();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        boolean several = pipeline.getFiles() != null;
        settings.put("where", several ? Map.of("files", pipeline.getFiles()) : Map.of("file", pipeline.getFile()));
        settings.put("several", several);
        settings.put("sharedFiles", Optional.ofNullable(pipeline.getSharedFiles()));
        settings.put("directories", directories());
        settings.put(
                "buildCommand", Optional.ofNullable(pipeline.getBuildCommand()).orElse(""));
        settings.put("agent", Optional.ofNullable(pipeline.getAgent()).orElse(""));
        settings.put("pullRequest", destinations.pullRequest().isPresent());
        settings.put(
                "places",
                destinations.places().stream().map(BuiltInScript::place).toList());
        settings.put("canAsk", StepDescriptor.byFunctionName("input") != null);
        settings.put(
                "words",
                Map.of(
                        "noTool", Messages.BuiltInScript_noTool(),
                        "nothingFor", Messages.BuiltInScript_nothingFor(),
                        "question", Messages.BuiltInScript_question(),
                        "yes", Messages.BuiltInScript_yes(),
                        "cannotAsk", Messages.BuiltInScript_cannotAsk()));
        return settings;
    }

    /** Where a build tool is looked for: the root of the repository, and where the cluster file is. */
    private List<String> directories() {
        List<String> directories = new ArrayList<>(List.of(""));
        int slash = pipeline.getFile().lastIndexOf('/');
        if (slash > 0 && pipeline.getFiles() == null) {
            directories.add(pipeline.getFile().substring(0, slash));
        }
        return directories;
    }

    private static Map<String, Object> place(Destinations.Place place) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("target", place.target());
        written.put("environment", place.environment());
        return written;
    }

    private static String literal(Object value) {
        if (value instanceof Optional<?> maybe) {
            return maybe.isPresent() ? literal(maybe.get()) : "null";
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + literal(entry.getValue()))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(BuiltInScript::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Boolean ? value.toString() : quoted(value.toString());
    }

    /**
     * What somebody wrote into the form stays text, whatever it says. Not by Unicode escapes: Groovy turns them into what they stand
     * for before it looks for the end of a text.
     */
    private static String quoted(String text) {
        StringBuilder literal = new StringBuilder("'");
        text.chars().forEach(c -> {
            if (c == '\'' || c == '\\' || c < ' ') {
                literal.append(String.format("\\%03o", c));
            } else {
                literal.append((char) c);
            }
        });
        return literal.append('\'').toString();
    }

    private static String sameForAll() {
        try (InputStream content = BuiltInScript.class.getResourceAsStream(SAME_FOR_ALL)) {
            if (content == null) {
                throw new IllegalStateException("The plugin lacks " + SAME_FOR_ALL);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
