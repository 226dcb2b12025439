package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;

/** What a value of the file may look like. Checks, and what is generated from the model, all read it from here. */
sealed interface Shape {
    /**
     * Any text; numbers and flags are taken as they are written.
     *
     * @param maybeEmpty whether an empty text means something
     */
    record Text(boolean maybeEmpty) implements Shape {}

    record Flag() implements Shape {}

    record Whole(long least, long most) implements Shape {}

    /** A decimal number above zero. */
    record Amount() implements Shape {}

    /** A decimal number above zero and at most one. */
    record Fraction() implements Shape {}

    record Time() implements Shape {}

    record Size() implements Shape {}

    /** A percentage. */
    record Share() implements Shape {}

    record Version() implements Shape {}

    /** Access rights of a file, in octal digits. */
    record FileMode() implements Shape {}

    record Choice(List<String> values) implements Shape {
        static Choice of(String... values) {
            return new Choice(List.of(values));
        }
    }

    record Items(Shape of) implements Shape {}

    /** A map whose keys the user chooses. */
    record Named(Shape of) implements Shape {}

    /** @param open whether keys that begin with an underscore may stand here, for YAML anchors */
    record Section(List<Key> keys, boolean open) implements Shape {
        static Section of(Key... keys) {
            return new Section(List.of(keys), false);
        }
    }

    /** Either a plain text, or a map that says more. */
    record TextOr(Section section) implements Shape {}

    /** A map of Kubernetes' or Flink's own, taken as it is. */
    record Raw() implements Shape {}

    /**
     * A key of a section.
     *
     * @param standard what holds when the key is not written, in words or as a value; empty when nothing does
     * @param meaning one sentence or two for the reference page
     * @param example a value as one would write it; empty for maps whose keys have examples of their own
     */
    record Key(String name, Shape shape, String standard, String meaning, String example) {
        static Key of(String name, Shape shape, String standard, String meaning, String example) {
            return new Key(name, shape, standard, meaning, example);
        }
    }
}
