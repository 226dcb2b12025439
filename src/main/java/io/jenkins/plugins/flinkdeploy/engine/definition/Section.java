package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Typed reading of one map of a tree. A value that does not fit its type reads as absent: {@link ShapeChecker} has reported it
 * by then.
 */
record Section(Tree.Mapping tree, String path) {
    /** The map under a key; an empty one at this place when there is none. */
    Section section(String key) {
        return tree.get(key) instanceof Tree.Mapping inner
                ? new Section(inner, pathOf(key))
                : new Section(Tree.Mapping.empty(at(key)), pathOf(key));
    }

    boolean has(String key) {
        return tree.get(key) != null && !Tree.isNull(tree.get(key));
    }

    /** Whether a map says nothing under a key. */
    static boolean absent(Tree.Mapping mapping, String key) {
        return mapping.get(key) == null || Tree.isNull(mapping.get(key));
    }

    /** Where the key's value is written; where this section is when the key is missing. */
    Location at(String key) {
        return tree.get(key) == null ? tree.at() : tree.get(key).at();
    }

    String pathOf(String key) {
        return Texts.path(path, key);
    }

    Optional<String> text(String key) {
        return has(key) && tree.get(key) instanceof Tree.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    Optional<Duration> duration(String key) {
        return text(key).flatMap(Units::duration);
    }

    Optional<DataSize> size(String key) {
        return text(key).flatMap(Units::size);
    }

    Optional<Double> share(String key) {
        return text(key).flatMap(Units::share);
    }

    Optional<BigDecimal> decimal(String key) {
        return text(key).flatMap(Units::decimal);
    }

    Optional<Integer> whole(String key) {
        return text(key).flatMap(Units::whole).map(Long::intValue);
    }

    boolean flag(String key) {
        return text(key).filter("true"::equals).isPresent();
    }

    /** The enum constant whose name is the text in capitals, {@code last-state} for {@code LAST_STATE}. */
    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return text(key).flatMap(text -> Choices.of(text, type));
    }

    List<Tree> items(String key) {
        return tree.get(key) instanceof Tree.Sequence list ? list.items() : List.of();
    }

    List<String> texts(String key) {
        return items(key).stream()
                .filter(Tree.Scalar.class::isInstance)
                .map(item -> ((Tree.Scalar) item).text())
                .toList();
    }

    /** A map of texts, sorted by key so that whatever is made of it is the same each time. */
    Map<String, String> textMap(String key) {
        Map<String, String> texts = new TreeMap<>();
        Function<String, Optional<String>> read = section(key)::text;
        section(key).tree().entries().keySet().forEach(name -> read.apply(name)
                .ifPresent(text -> texts.put(name, text)));
        return texts;
    }
}
