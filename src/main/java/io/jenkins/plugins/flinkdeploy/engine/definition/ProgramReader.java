package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what a job runs: a jar, a Python program, SQL statements or a Beam pipeline. */
final class ProgramReader {
    /** Flink's own class that starts Python programs; the jar it lies in is found by Flink itself. */
    private static final String PYTHON_DRIVER = "org.apache.flink.client.python.PythonDriver";

    private static final List<String> KINDS = List.of("python", "sql", "beam");

    private final Section job;
    private final Section image;
    private final boolean inSession;
    private final Problems problems;
    private final ProgramRules rules;

    ProgramReader(Section job, Section image, boolean inSession, Problems problems) {
        this.job = job;
        this.image = image;
        this.inSession = inSession;
        this.problems = problems;
        this.rules = new ProgramRules(problems);
    }

    /** @return empty only when there is a problem */
    Optional<Program> read() {
        List<String> kinds = KINDS.stream()
                .filter(key -> job.tree().get(key) instanceof Tree.Mapping)
                .toList();
        if (kinds.size() > 1) {
            refuse(kinds.get(1), "A job cannot be both " + kinds.get(0) + " and " + kinds.get(1) + ".");
            return Optional.empty();
        }
        String kind = kinds.isEmpty() ? "" : kinds.get(0);
        Optional<Program> program =
                switch (kind) {
                    case "python" -> python(job.section("python"));
                    case "sql" -> sql(job.section("sql"));
                    case "beam" -> beam(job.section("beam"));
                    default -> jar(JobKind.JAVA, List.of(), Optional.empty());
                };
        program.filter(read -> inSession
                        && read.mainClass().isEmpty()
                        && read.jar().filter(this::inImage).isPresent())
                .ifPresent(read -> problems.error(
                        job.tree().at(),
                        job.pathOf("class"),
                        "The job's class is missing. On a session cluster the jars of the image are on the class path of"
                                + " Flink, where nobody reads their Main-Class.",
                        "Write the class with the main method."));
        return program;
    }

    private boolean inImage(String jar) {
        return !jar.contains("://");
    }

    private Optional<Program> python(Section python) {
        refuseWith("python", "jar", "class");
        Optional<String> file = python.text("file");
        Optional<String> module = python.text("module");
        if (!rules.oneOf(python, "file", "module")) {
            return Optional.empty();
        }
        if (module.isPresent() && !python.has("path")) {
            rules.missing(
                    python, "path", "A module is found only below a path.", "Write the directory, for instance src.");
            return Optional.empty();
        }
        String executable = python.text("executable").orElse("python3");
        // Jobs of a session are submitted by REST, where Flink reads these two from its configuration alone.
        List<String> args =
                new ArrayList<>(inSession ? List.of() : List.of("-pyclientexec", executable, "-pyexec", executable));
        List<String> added = new ArrayList<>();
        Optional<String> path = python.text("path").map(each -> ProgramRules.inImage(each, ImageDefinition.PYTHON));
        file.ifPresent(each -> {
            args.addAll(List.of("-py", ProgramRules.inImage(each, ImageDefinition.PYTHON)));
            if (!each.startsWith("/")) {
                rules.repositoryPath(python, "file");
                added.add(each);
            }
        });
        module.ifPresent(each -> args.addAll(List.of("-pym", each, "-pyfs", path.orElseThrow())));
        if (python.has("path") && !python.text("path").orElse("/").startsWith("/")) {
            rules.repositoryPath(python, "path");
        }
        args.addAll(job.texts("args"));
        String packages = image.section("python").has("requirements") ? ":" + ImageDefinition.PYTHON_PACKAGES : "";
        String modules = path.or(() -> file.map(each -> parent(ProgramRules.inImage(each, ImageDefinition.PYTHON))))
                .orElse("");
        return Optional.of(new Program(
                JobKind.PYTHON,
                Optional.empty(),
                Optional.of(PYTHON_DRIVER),
                args,
                Map.of("PYTHONPATH", modules + packages),
                inSession ? Map.of("python.client.executable", executable, "python.executable", executable) : Map.of(),
                Optional.empty(),
                added,
                Map.of()));
    }

    private Optional<Program> sql(Section sql) {
        refuseWith("sql", "jar");
        return new SqlReader(job, sql, image, inSession, problems).read();
    }

    private Optional<Program> beam(Section beam) {
        Optional<BeamWorkers> workers = Optional.empty();
        if (beam.tree().get("pythonWorkers") instanceof Tree.Mapping) {
            Section written = beam.section("pythonWorkers");
            if (!written.has("image")) {
                rules.missing(
                        written,
                        "image",
                        "The image of the Python workers is missing.",
                        "Write for instance apache/beam_python3.11_sdk:2.62.0, of the Beam that packaged the pipeline.");
            }
            if (beam.has("options")) {
                problems.error(
                        beam.at("options"),
                        beam.pathOf("options"),
                        "The options of a Python pipeline are in its jar already.",
                        "Give them to the command that packages the pipeline.");
            }
            workers = Optional.of(
                    new BeamWorkers(written.text("image").orElse(""), written.decimal("cpu"), written.size("memory")));
        }
        List<String> args = new ArrayList<>();
        if (workers.isEmpty()) {
            Map<String, String> options = new TreeMap<>(beam.textMap("options"));
            options.putIfAbsent("runner", "FlinkRunner");
            options.forEach((name, value) -> args.add("--" + name + "=" + value));
        }
        return jar(JobKind.BEAM, args, workers);
    }

    private Optional<Program> jar(JobKind kind, List<String> firstArgs, Optional<BeamWorkers> workers) {
        Optional<String> jar = job.text("jar").or(this::onlyJar);
        if (jar.isEmpty()) {
            if (!job.has("jar")) {
                rules.missing(
                        job, "jar", "The job's jar is missing.", "Write the file name of one of the image's jars.");
            }
            return Optional.empty();
        }
        List<String> args = new ArrayList<>(firstArgs);
        args.addAll(job.texts("args"));
        return Optional.of(
                new Program(kind, jar, job.text("class"), args, Map.of(), Map.of(), workers, List.of(), Map.of()));
    }

    private Optional<String> onlyJar() {
        List<String> jars = image.texts("jars");
        return jars.size() == 1 && !jars.get(0).matches(".*[*?\\[{].*")
                ? Optional.of(jars.get(0).substring(jars.get(0).lastIndexOf('/') + 1))
                : Optional.empty();
    }

    private void refuseWith(String kind, String... keys) {
        for (String key : keys) {
            if (job.has(key)) {
                refuse(key, "A job with " + kind + " has no " + key + " of its own.");
            }
        }
    }

    private void refuse(String key, String message) {
        problems.error(job.tree().entries().get(key).keyAt(), job.pathOf(key), message, "Remove one of the two.");
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
