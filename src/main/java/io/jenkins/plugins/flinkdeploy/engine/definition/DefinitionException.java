package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.List;
import java.util.stream.Collectors;

/** A cluster file or manifest cannot be used; says everything that is wrong with it, each with its place. */
public final class DefinitionException extends UserException {
    private static final long serialVersionUID = 1L;

    private static final String UNTOUCHED = "Nothing was built, stopped or changed.";

    /** More than a person reads; the rest is counted. */
    private static final int SHOWN = 50;

    private final List<Problem> problems;
    private final List<Problem> warnings;

    /**
     * @param file name of the file as the user knows it
     * @param problems at least one
     * @param warnings what is doubtful besides
     */
    public DefinitionException(String file, List<Problem> problems, List<Problem> warnings) {
        super(text(file, problems), UNTOUCHED, "");
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    /** Everything that is wrong, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    public List<Problem> warnings() {
        return warnings;
    }

    /** All problems, one per line, then what was left untouched. */
    @Override
    public String getMessage() {
        return problem() + "\n" + UNTOUCHED;
    }

    private static String text(String file, List<Problem> problems) {
        String head =
                file + " cannot be used: " + problems.size() + (problems.size() == 1 ? " problem." : " problems.");
        String lines =
                problems.stream().limit(SHOWN).map(problem -> "\n  " + problem).collect(Collectors.joining());
        return head + lines + (problems.size() > SHOWN ? "\n  and " + (problems.size() - SHOWN) + " more" : "");
    }
}
