package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lays one tree over another: maps merge deeply, lists and scalars replace, an explicit null removes. Merging is associative,
 * so it does not matter which neighbours are merged first; nulls are therefore kept until {@link #withoutNulls}.
 */
final class Layers {
    private Layers() {}

    /** @return {@code stronger} laid over {@code weaker}; what is taken over keeps its place */
    static Tree merge(Tree weaker, Tree stronger) {
        if (!(stronger instanceof Tree.Mapping over) || over.resets()) {
            return stronger;
        }
        if (!(weaker instanceof Tree.Mapping under)) {
            return new Tree.Mapping(over.at(), over.entries(), true);
        }
        return merge(under, over);
    }

    static Tree.Mapping merge(Tree.Mapping under, Tree.Mapping over) {
        if (over.resets()) {
            return over;
        }
        Map<String, Tree.Entry> merged = new LinkedHashMap<>(under.entries());
        over.entries()
                .forEach((key, entry) ->
                        merged.merge(key, entry, (a, b) -> new Tree.Entry(b.keyAt(), merge(a.value(), b.value()))));
        return new Tree.Mapping(over.at(), merged, under.resets());
    }

    /**
     * The tree when no stronger layer follows: without the map entries that are null, but for those below one key, which still
     * have something to remove from what comes after.
     */
    static Tree.Mapping settled(Tree.Mapping mapping, String keepingNullsBelow) {
        Tree.Mapping settled = withoutNulls(mapping);
        if (mapping.get(keepingNullsBelow) instanceof Tree.Mapping) {
            Map<String, Tree.Entry> entries = new LinkedHashMap<>(settled.entries());
            entries.put(keepingNullsBelow, mapping.entries().get(keepingNullsBelow));
            return new Tree.Mapping(settled.at(), entries, settled.resets());
        }
        return settled;
    }

    /** The same tree without the map entries that are null. */
    static Tree.Mapping withoutNulls(Tree.Mapping mapping) {
        Map<String, Tree.Entry> kept = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            if (entry.value() instanceof Tree.Mapping inner) {
                kept.put(key, new Tree.Entry(entry.keyAt(), withoutNulls(inner)));
            } else if (!Tree.isNull(entry.value())) {
                kept.put(key, entry);
            }
        });
        return new Tree.Mapping(mapping.at(), kept, mapping.resets());
    }
}
