package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was read from YAML, each value with the place where it is written. Scalars keep their text as written. */
sealed interface Tree {
    Location at();

    /** What to call such a value in an error. */
    String described();

    /**
     * @param resets whether it replaces a map of a weaker layer instead of being merged into it; so after a layer in between
     *     removed that map
     */
    record Mapping(Location at, Map<String, Entry> entries, boolean resets) implements Tree {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        static Mapping empty(Location at) {
            return new Mapping(at, Map.of(), false);
        }

        /** The value under a key, null when there is none. */
        Tree get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        @Override
        public String described() {
            return "a map";
        }
    }

    /** A value of a map and where its key is written. */
    record Entry(Location keyAt, Tree value) {}

    record Sequence(Location at, List<Tree> items) implements Tree {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /**
     * @param text as written, without quotes
     * @param type what YAML takes it for; always TEXT when it is quoted
     */
    record Scalar(Location at, String text, Type type) implements Tree {
        @Override
        public String described() {
            return type == Type.NULL ? "nothing" : Texts.quoted(text);
        }
    }

    enum Type {
        NULL,
        FLAG,
        WHOLE,
        DECIMAL,
        TEXT
    }

    static boolean isNull(Tree tree) {
        return tree instanceof Scalar scalar && scalar.type() == Type.NULL;
    }
}
