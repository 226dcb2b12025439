package io.jenkins.plugins.flinkdeploy.engine.definition;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Watches the parser's events, so that a tag or too deep a nesting is refused where it stands, before anything is built from
 * it.
 */
final class YamlGuard implements Parser {
    /** Deeper than any resource of Kubernetes; bounds recursion over the tree. */
    static final int DEEPEST = 60;

    private final Parser parser;
    private int depth;

    YamlGuard(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event getEvent() {
        Event event = parser.getEvent();
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), event.getStartMark());
        } else if (event instanceof MappingStartEvent mapping) {
            refuseTag(mapping.getTag(), event.getStartMark());
            enter(event.getStartMark());
        } else if (event instanceof SequenceStartEvent sequence) {
            refuseTag(sequence.getTag(), event.getStartMark());
            enter(event.getStartMark());
        } else if (event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd)) {
            depth--;
        }
        return event;
    }

    private void enter(Mark at) {
        depth++;
        if (depth > DEEPEST) {
            throw new Refused(
                    at, "Maps and lists are nested more than " + DEEPEST + " deep here.", "Flatten the structure.");
        }
    }

    private static void refuseTag(String tag, Mark at) {
        if (tag != null) {
            throw new Refused(
                    at,
                    "YAML tags such as " + Texts.quoted(tag) + " are not allowed.",
                    "Remove the tag; quote the value if it must be text.");
        }
    }

    /** Reading stops here. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;
        private final String hint;

        Refused(Mark at, String message, String hint) {
            super(message);
            this.line = at.getLine() + 1;
            this.column = at.getColumn() + 1;
            this.hint = hint;
        }

        Location in(String file) {
            return new Location(file, line, column);
        }

        String hint() {
            return hint;
        }
    }
}
