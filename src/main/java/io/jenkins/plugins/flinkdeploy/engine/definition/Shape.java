package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;
import java.util.Set;

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

    record Time() implements Shape {}

    record Size() implements Shape {}

    /** A percentage. */
    record Share() implements Shape {}

    record Version() implements Shape {}

    /** @param notYet those of the values that are not supported yet */
    record Choice(List<String> values, Set<String> notYet) implements Shape {
        static Choice of(String... values) {
            return new Choice(List.of(values), Set.of());
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

    /** A map of Kubernetes' or Flink's own, taken as it is. */
    record Raw() implements Shape {}

    /**
     * A key of a section.
     *
     * @param standard what holds when the key is not written, in words or as a value; empty when nothing does
     * @param meaning one line for the reference page
     * @param supported false when the key is reserved and still refused
     */
    record Key(String name, Shape shape, String standard, String meaning, boolean supported) {
        static Key of(String name, Shape shape, String standard, String meaning) {
            return new Key(name, shape, standard, meaning, true);
        }

        static Key notYet(String name) {
            return new Key(name, new Raw(), "", "", false);
        }
    }
}
