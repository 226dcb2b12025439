package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.sqlrunner.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a job in SQL: a script or statements, and who runs them. */
final class SqlReader {
    private static final String STATEMENTS = "FLINK_SQL";
    /** What the runner of an image that is not put together here is called. */
    private static final String OWN_RUNNER = "sql-runner.jar";
    /** By its name: the runner is made for images and not for this process. */
    private static final String RUNNER_CLASS = Script.class.getPackageName() + ".SqlRunner";

    private final Section job;
    private final Section sql;
    private final Section image;
    private final boolean inSession;
    private final Problems problems;
    private final ProgramRules rules;

    SqlReader(Section job, Section sql, Section image, boolean inSession, Problems problems) {
        this.job = job;
        this.sql = sql;
        this.image = image;
        this.inSession = inSession;
        this.problems = problems;
        this.rules = new ProgramRules(problems);
    }

    /** @return empty only when there is a problem */
    Optional<Program> read() {
        if (!rules.oneOf(sql, "file", "statements")) {
            return Optional.empty();
        }
        boolean runnerIsAdded = !sql.has("runner") && !image.has("reference") && !image.has("dockerfile");
        if (runnerIsAdded && job.has("class")) {
            problems.error(
                    job.tree().entries().get("class").keyAt(),
                    job.pathOf("class"),
                    "A job with sql has no class of its own.",
                    "Remove it, or name the jar that it is in with sql.runner.");
        }
        List<String> args = new ArrayList<>();
        Map<String, String> env = new TreeMap<>();
        Map<String, String> files = new TreeMap<>();
        sql.text("file").ifPresent(file -> {
            args.addAll(List.of("--script", ProgramRules.inImage(file, ImageDefinition.SQL)));
            if (!file.startsWith("/")) {
                rules.repositoryPath(sql, "file");
                files.put(ProgramRules.inImage(file, ImageDefinition.SQL), file);
            }
        });
        sql.text("statements").ifPresent(statements -> {
            if (runnerIsAdded) {
                check(statements);
            }
            if (inSession) {
                args.addAll(List.of("--statements", statements));
            } else {
                // The arguments of an application pass through a file of one line for each key, in which a line feed or
                // a hash sign would end them; a variable of the container has no such limits.
                args.addAll(List.of("--statements-from", STATEMENTS));
                env.put(STATEMENTS, statements.replace("$(", "$$("));
            }
        });
        args.addAll(job.texts("args"));
        return Optional.of(new Program(
                JobKind.SQL,
                Optional.of(
                        runnerIsAdded
                                ? ImageDefinition.SQL_RUNNER
                                : sql.text("runner").orElse(OWN_RUNNER)),
                runnerIsAdded ? Optional.of(RUNNER_CLASS) : job.text("class"),
                args,
                env,
                Map.of(),
                Optional.empty(),
                List.of(),
                files));
    }

    private void check(String statements) {
        for (String problem : Script.parse("the statements", statements).problems()) {
            problems.error(
                    sql.at("statements"),
                    sql.pathOf("statements"),
                    "The statements cannot be run: " + problem + ".",
                    "");
        }
    }
}
