package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a tree with the model and reports every value that does not fit. */
final class ShapeChecker {
    /** Keys that begin so hold YAML anchors where the model allows it. */
    static final String TEMPLATE_PREFIX = "_";

    private final Problems problems;

    ShapeChecker(Problems problems) {
        this.problems = problems;
    }

    void check(Tree tree, Shape shape, String path) {
        if (Tree.isNull(tree)) {
            return; // says "remove what a weaker layer has"
        }
        if (shape instanceof Shape.TextOr either) {
            check(tree, tree instanceof Tree.Mapping ? either.section() : new Shape.Text(false), path);
        } else if (shape instanceof Shape.Section section) {
            section(tree, section, path);
        } else if (shape instanceof Shape.Named named) {
            mapping(tree, path).ifPresent(map -> map.entries()
                    .forEach((key, entry) -> check(entry.value(), named.of(), Texts.path(path, key))));
        } else if (shape instanceof Shape.Raw) {
            raw(tree, path);
        } else if (shape instanceof Shape.Items items) {
            items(tree, items, path);
        } else if (tree instanceof Tree.Scalar scalar) {
            scalar(scalar, shape, path);
        } else {
            problems.error(
                    tree.at(), path, "Here stands " + tree.described() + ".", "Write " + expected(shape) + " instead.");
        }
    }

    private void section(Tree tree, Shape.Section section, String path) {
        Optional<Tree.Mapping> mapping = mapping(tree, path);
        if (mapping.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Tree.Entry> each : mapping.get().entries().entrySet()) {
            String name = each.getKey();
            Tree.Entry entry = each.getValue();
            String inner = Texts.path(path, name);
            Optional<Shape.Key> key = section.keys().stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst();
            if (key.isEmpty()) {
                if (!section.open() || !name.startsWith(TEMPLATE_PREFIX)) {
                    unknown(entry.keyAt(), name, section, inner);
                }
            } else {
                check(entry.value(), key.get().shape(), inner);
            }
        }
    }

    private void unknown(Location at, String name, Shape.Section section, String path) {
        List<String> known = section.keys().stream().map(Shape.Key::name).toList();
        String hint = Texts.nearest(name, known)
                .map(near -> "Did you mean " + Texts.quoted(near) + "?")
                .orElse("Known keys: " + String.join(", ", known) + ".");
        problems.error(at, path, "The key " + Texts.quoted(name) + " is not known here.", hint);
    }

    /** List items need a shape, and a null among them is a slip: there is nothing that it could remove. */
    private void items(Tree tree, Shape.Items items, String path) {
        if (!(tree instanceof Tree.Sequence list)) {
            problems.error(tree.at(), path, "Here stands " + tree.described() + ".", "Write a list: [a, b].");
            return;
        }
        for (int i = 0; i < list.items().size(); i++) {
            Tree item = list.items().get(i);
            String inner = path + "[" + i + "]";
            if (Tree.isNull(item)) {
                problems.error(item.at(), inner, "This item of the list is empty.", "Fill it in or remove it.");
            } else {
                check(item, items.of(), inner);
            }
        }
    }

    private void raw(Tree tree, String path) {
        mapping(tree, path);
    }

    private Optional<Tree.Mapping> mapping(Tree tree, String path) {
        if (tree instanceof Tree.Mapping mapping) {
            return Optional.of(mapping);
        }
        problems.error(
                tree.at(), path, "Here stands " + tree.described() + ".", "Write a map of keys and values instead.");
        return Optional.empty();
    }

    private void scalar(Tree.Scalar scalar, Shape shape, String path) {
        String text = scalar.text();
        if (shape instanceof Shape.Text any) {
            if (text.isBlank() && !any.maybeEmpty()) {
                problems.error(scalar.at(), path, "The value is empty.", "Fill it in or remove the key.");
            }
            return;
        }
        if (shape instanceof Shape.Choice choice) {
            choice(scalar, choice, path);
            return;
        }
        if (shape instanceof Shape.Version) {
            version(scalar, path);
            return;
        }
        if (!fits(text, shape)) {
            problems.error(scalar.at(), path, Texts.quoted(text) + " does not fit.", "Write " + expected(shape) + ".");
        }
    }

    private static boolean fits(String text, Shape shape) {
        if (shape instanceof Shape.Flag) {
            return text.equals("true") || text.equals("false");
        } else if (shape instanceof Shape.Whole whole) {
            return Units.whole(text)
                    .filter(n -> n >= whole.least() && n <= whole.most())
                    .isPresent();
        } else if (shape instanceof Shape.Amount) {
            return Units.decimal(text).filter(n -> n.signum() > 0).isPresent();
        } else if (shape instanceof Shape.Fraction) {
            return Units.decimal(text)
                    .filter(n -> n.signum() > 0 && n.compareTo(BigDecimal.ONE) <= 0)
                    .isPresent();
        } else if (shape instanceof Shape.FileMode) {
            return text.matches("0?[0-7]{3}");
        } else if (shape instanceof Shape.Time) {
            return Units.duration(text).isPresent();
        } else if (shape instanceof Shape.Size) {
            return Units.size(text).filter(size -> size.bytes() > 0).isPresent();
        }
        return Units.share(text).isPresent();
    }

    private void choice(Tree.Scalar scalar, Shape.Choice choice, String path) {
        if (!choice.values().contains(scalar.text())) {
            String hint = Texts.nearest(scalar.text(), choice.values())
                    .map(near -> "Did you mean " + Texts.quoted(near) + "?")
                    .orElse("Write one of: " + String.join(", ", choice.values()) + ".");
            problems.error(scalar.at(), path, Texts.quoted(scalar.text()) + " is not possible here.", hint);
        }
    }

    private void version(Tree.Scalar scalar, String path) {
        Optional<FlinkVersion> version = FlinkVersion.parse(scalar.text());
        if (version.isEmpty()) {
            problems.error(
                    scalar.at(),
                    path,
                    Texts.quoted(scalar.text()) + " is not a release line of Flink.",
                    "Write major and minor number, for instance \"1.20\".");
        } else {
            FlinkRules.version(version.get(), scalar.at(), path, problems);
        }
    }

    private static String expected(Shape shape) {
        if (shape instanceof Shape.Flag) {
            return "true or false";
        } else if (shape instanceof Shape.Whole whole) {
            return whole.least() == whole.most()
                    ? String.valueOf(whole.least())
                    : "a whole number from " + whole.least() + " to " + whole.most();
        } else if (shape instanceof Shape.Amount) {
            return "a decimal number above zero, for instance 0.5";
        } else if (shape instanceof Shape.Fraction) {
            return "a decimal number above 0 and at most 1, for instance 0.7";
        } else if (shape instanceof Shape.FileMode) {
            return "access rights as octal digits, for instance 0755";
        } else if (shape instanceof Shape.Time) {
            return "a duration with its unit, for instance 90s, 10m or 1h30m";
        } else if (shape instanceof Shape.Size) {
            return "a size above zero with its unit, for instance 512m or 4g";
        } else if (shape instanceof Shape.Share) {
            return "a percentage from 0% to 100%, for instance 17%";
        }
        return "a plain value";
    }
}
