package io.jenkins.plugins.flinkdeploy.engine.model;

import java.util.Optional;

/**
 * Something went wrong that the person who reads the build log can act on. Its message is one paragraph: what failed, what
 * was left untouched, what to do next. It is shown without a stack trace.
 */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String untouched;
    private final String remedy;

    /**
     * @param problem what failed and on which resource or file, one or two sentences that end in a full stop
     * @param untouched what this failure left as it was ("The running job was not touched."); empty when nothing can be said
     * @param remedy what the reader can do next; empty when there is no good advice
     */
    public UserException(String problem, String untouched, String remedy) {
        this(problem, untouched, remedy, null);
    }

    /** As above, with the exception that caused it, which is kept for the fine log. */
    public UserException(String problem, String untouched, String remedy, Throwable cause) {
        super(paragraph(problem, untouched, remedy), cause);
        this.problem = problem;
        this.untouched = untouched;
        this.remedy = remedy;
    }

    public String problem() {
        return problem;
    }

    public Optional<String> untouched() {
        return untouched.isEmpty() ? Optional.empty() : Optional.of(untouched);
    }

    public Optional<String> remedy() {
        return remedy.isEmpty() ? Optional.empty() : Optional.of(remedy);
    }

    private static String paragraph(String problem, String untouched, String remedy) {
        StringBuilder text = new StringBuilder(problem);
        for (String part : new String[] {untouched, remedy}) {
            if (!part.isEmpty()) {
                text.append(' ').append(part);
            }
        }
        return text.toString();
    }
}
