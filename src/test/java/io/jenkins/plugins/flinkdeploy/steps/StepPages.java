package io.jenkins.plugins.flinkdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.flinkdeploy.localcluster.ExampleJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The pages docs/steps/*.md, one per step, made of what its form says: names, types and help of all parameters. */
final class StepPages {
    private static final Path FOLDER = ExampleJob.checkout().resolve("docs").resolve("steps");

    private StepPages() {}

    static Map<String, String> of(List<StepDescriptor> steps) throws Exception {
        Map<String, String> pages = new TreeMap<>();
        StringBuilder index =
                new StringBuilder("# Steps\n\nMade from the forms of the steps. How they work together tells"
                        + " [jenkins.md](../jenkins.md).\n\n| Step | What it is for |\n| --- | --- |\n");
        Map<String, StepDescriptor> byName = new TreeMap<>();
        steps.forEach(step -> byName.put(step.getFunctionName(), step));
        for (StepDescriptor step : byName.values()) {
            String name = step.getFunctionName();
            pages.put(name + ".md", page(step));
            index.append("| [`" + name + "`](" + name + ".md) | " + step.getDisplayName() + " |\n");
        }
        pages.put("README.md", index.toString());
        return pages;
    }

    /** Compares the pages with those of the checkout, or writes them anew with {@code -Dgolden.update=true}. */
    static void same(Map<String, String> pages) throws IOException {
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = FOLDER.resolve(page.getKey());
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, page.getValue());
            }
            assertThat(file).as("made with -Dgolden.update=true").content().isEqualTo(page.getValue());
        }
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(pages.keySet());
        }
    }

    private static String page(StepDescriptor step) throws Exception {
        DescribableModel<?> model = DescribableModel.of(step.clazz);
        StringBuilder page =
                new StringBuilder("# `" + step.getFunctionName() + "`\n\n" + step.getDisplayName() + ".\n\n");
        page.append(text(model.getHelp()));
        if (step.takesImplicitBlockArgument()) {
            page.append("\nA step with a block: `")
                    .append(step.getFunctionName())
                    .append("('…') { … }`.\n");
        }
        buildStep(step).ifPresent(form -> page.append("\nIn a freestyle project: the build step *")
                .append(form.getDisplayName())
                .append("*, with the same fields; its symbol is `")
                .append(step.getFunctionName())
                .append("` there, too.\n"));
        page.append("\n## Parameters\n");
        for (DescribableParameter parameter : model.getParameters()) {
            page.append("\n### `").append(parameter.getName()).append("`\n\n");
            page.append(type(parameter));
            page.append(text(parameter.getHelp()));
        }
        return page.toString();
    }

    private static String type(DescribableParameter parameter) {
        Class<?> type = parameter.getErasedType();
        String name = type == boolean.class ? "`true` or `false`." : type == int.class ? "A number." : "";
        String all = (parameter.isRequired() ? "Required. " : "") + name;
        return all.isEmpty() ? "" : all.strip() + "\n\n";
    }

    private static Optional<Descriptor<Builder>> buildStep(StepDescriptor step) {
        return Builder.all().stream()
                .filter(BuildStepDescriptor.class::isInstance)
                .filter(form -> form.clazz.getName().startsWith("io.jenkins.plugins.flinkdeploy."))
                .filter(form -> Optional.ofNullable(form.getClass().getAnnotation(Symbol.class))
                        .map(symbol -> List.of(symbol.value()).contains(step.getFunctionName()))
                        .orElse(false))
                .findFirst();
    }

    /** Help texts are HTML of a few elements, most of which Markdown takes as it is. */
    private static String text(String help) {
        return help.replaceAll("(?s)<!--.*?-->", "")
                        .replaceAll("</?div>", "")
                        .replaceAll("(?m)^\\s+", "")
                        .replaceAll("</?code>", "`")
                        .replaceAll("</p>\\s*<p>", "\n\n")
                        .replaceAll("</?p>", "")
                        .replaceAll("&lt;", "<")
                        .replaceAll("&gt;", ">")
                        .replaceAll("&amp;", "&")
                        .strip()
                + "\n";
    }
}
