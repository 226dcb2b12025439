package io.jenkins.plugins.flinkdeploy.engine.sqlrunner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The statements of a script, and what is wrong with them that can be seen without running them. */
public final class Script {
    private final String name;
    private final List<Statement> statements;
    private final List<String> problems;

    Script(String name, List<Statement> statements, List<String> problems) {
        this.name = name;
        this.statements = Collections.unmodifiableList(statements);
        this.problems = Collections.unmodifiableList(problems);
    }

    /** @param name what it is called in errors */
    public static Script parse(String name, String text) {
        ScriptParser parser = new ScriptParser(text);
        parser.run();
        List<String> problems = new ArrayList<>(parser.problems());
        List<Statement> jobs = new ArrayList<>();
        boolean inserts = false;
        for (Statement statement : parser.statements()) {
            Optional<String> problem = statement.problem();
            if (problem.isPresent()) {
                problems.add(statement + ": " + problem.get());
            } else if (statement.startsJob() || statement.isInsert() && !inserts) {
                inserts |= statement.isInsert();
                jobs.add(statement);
            }
        }
        if (jobs.isEmpty() && problems.isEmpty()) {
            problems.add("there is no INSERT, so there is nothing to run");
        } else if (jobs.size() > 1) {
            problems.add(jobs.get(1) + ": this would be a second job besides that of " + jobs.get(0)
                    + "; only the INSERT statements of a script run together as one job");
        }
        return new Script(name, parser.statements(), problems);
    }

    public String name() {
        return name;
    }

    /** What keeps it from running, each with its line; empty when it may run. */
    public List<String> problems() {
        return problems;
    }

    List<Statement> statements() {
        return statements;
    }
}
