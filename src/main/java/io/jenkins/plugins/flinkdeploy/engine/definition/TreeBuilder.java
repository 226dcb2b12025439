package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns the YAML library's nodes into our trees: aliases and merge keys are written out, keys are plain text. */
final class TreeBuilder {
    /** Most values that a file may have after its aliases are written out; stops "billion laughs". */
    static final int MOST_VALUES = 500_000;

    private static final String MERGE_KEY = "<<";

    private final String file;
    private final Problems problems;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    TreeBuilder(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    static Location location(String file, Mark mark) {
        return mark == null ? new Location(file, 1, 1) : new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** @throws YamlGuard.Refused when aliases make the tree endless or too large */
    Tree build(Node node) {
        values++;
        if (values > MOST_VALUES) {
            throw new YamlGuard.Refused(
                    node.getStartMark(),
                    "The file has more than " + MOST_VALUES + " values once its aliases are written out.",
                    "Use fewer aliases of aliases.");
        }
        if (node instanceof ScalarNode scalar) {
            return new Tree.Scalar(at(node), scalar.getValue(), type(scalar));
        }
        if (!open.add(node)) {
            throw new YamlGuard.Refused(
                    node.getStartMark(), "This anchor contains an alias of itself.", "Remove the alias inside it.");
        }
        if (open.size() > YamlGuard.DEEPEST) {
            throw new YamlGuard.Refused(
                    node.getStartMark(),
                    "Aliases nest maps and lists more than " + YamlGuard.DEEPEST + " deep here.",
                    "Flatten the structure.");
        }
        try {
            return node instanceof MappingNode mapping ? mapping(mapping) : sequence((SequenceNode) node);
        } finally {
            open.remove(node);
        }
    }

    private Tree.Sequence sequence(SequenceNode node) {
        List<Tree> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            items.add(build(item));
        }
        return new Tree.Sequence(at(node), items);
    }

    private Tree.Mapping mapping(MappingNode node) {
        Map<String, Tree.Entry> written = new LinkedHashMap<>();
        Map<String, Tree.Entry> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.NULL)) {
                problems.error(at(tuple.getKeyNode()), "", "A key must be a plain word.", "");
                continue;
            }
            Tree value = build(tuple.getValueNode());
            boolean isMerge = key.isPlain() && key.getValue().equals(MERGE_KEY);
            if (isMerge) {
                takeOver(value, key, merged);
            }
            // The merge key is kept with the others for this one check: it, too, may stand only once.
            Tree.Entry before = written.putIfAbsent(key.getValue(), new Tree.Entry(at(key), value));
            if (before != null) {
                problems.error(
                        at(key),
                        "",
                        "The key " + Texts.quoted(key.getValue()) + " is written twice, in line "
                                + before.keyAt().line() + " and in line " + at(key).line() + ".",
                        isMerge ? "Give one merge key a list: <<: [*a, *b]." : "Keep one of them.");
            }
        }
        if (merged.isEmpty()) {
            return new Tree.Mapping(at(node), written, false);
        }
        written.remove(MERGE_KEY);
        merged.putAll(written);
        return new Tree.Mapping(at(node), merged, false);
    }

    /** As YAML says: keys of the map itself win, then those of the first map of the list. */
    private void takeOver(Tree value, ScalarNode key, Map<String, Tree.Entry> merged) {
        List<Tree> sources = value instanceof Tree.Sequence list ? list.items() : List.of(value);
        for (Tree source : sources) {
            if (source instanceof Tree.Mapping mapping) {
                mapping.entries().forEach(merged::putIfAbsent);
            } else {
                problems.error(
                        at(key),
                        "",
                        "The merge key << takes a map or a list of maps, not " + source.described() + ".",
                        "Write <<: *anchor.");
            }
        }
    }

    private static Tree.Type type(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        if (!scalar.isPlain()) {
            return Tree.Type.TEXT;
        } else if (tag.equals(Tag.NULL)) {
            return Tree.Type.NULL;
        } else if (tag.equals(Tag.BOOL)) {
            return Tree.Type.FLAG;
        } else if (tag.equals(Tag.INT)) {
            return Tree.Type.WHOLE;
        } else if (tag.equals(Tag.FLOAT)) {
            return Tree.Type.DECIMAL;
        }
        return Tree.Type.TEXT;
    }

    private Location at(Node node) {
        return location(file, node.getStartMark());
    }
}
