package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the model as a page of tables, one for each section. */
final class ReferenceWriter {
    private static final String HEAD =
            """
            # Reference of the cluster file

            Every key of `flink.yaml`, generated from the model that checks the file. How the file works as a whole is told in
            [cluster-file.md](cluster-file.md).

            | type | what is written |
            |---|---|
            | text | any text; numbers and flags are taken as they are written |
            | flag | `true` or `false` |
            | number, decimal, fraction | a whole number; one with decimals above zero; one above 0 and at most 1 |
            | duration | `90s`, `10m`, `1h30m` |
            | size | `512m`, `4g`, binary; `4Gi` is the same |
            | percentage | `17%` |
            | version | a release line of Flink, `"1.20"` |
            | list, map | of what is said with it; in a map the names are yours |
            | raw | as Kubernetes or the operator has it, taken as it is |

            `null` removes what a weaker layer says.
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    String write() {
        section("The file", "", ClusterFileModel.FILE);
        section("A cluster", "clusters.<cluster>", ClusterFileModel.CLUSTER);
        return page.toString();
    }

    private void section(String title, String path, Shape.Section section) {
        page.append("\n## ").append(title).append(path.isEmpty() ? "" : " (`" + path + "`)");
        page.append("\n\n| key | type | default | meaning | example |\n|---|---|---|---|---|\n");
        List<Shape.Key> inner = new ArrayList<>();
        for (Shape.Key key : section.keys()) {
            row(key);
            if (nested(key.shape()) != null && nested(key.shape()) != ClusterFileModel.CLUSTER) {
                inner.add(key);
            }
        }
        if (section.open()) {
            page.append("| `_…` | anything | | A place for YAML anchors. | |\n");
        }
        for (Shape.Key key : inner) {
            if (nested(key.shape()) == ClusterFileModel.DEFAULTS) {
                continue; // takes the keys of a cluster, which have a table of their own
            }
            boolean named = key.shape() instanceof Shape.Named;
            String name = path.isEmpty() ? key.name() : path + "." + key.name();
            section(heading(key), named ? name + ".<" + singular(key.name()) + ">" : name, nested(key.shape()));
        }
    }

    private void row(Shape.Key key) {
        page.append("| `")
                .append(key.name())
                .append("` | ")
                .append(type(key.shape()))
                .append(" | ")
                .append(cell(key.standard(), false))
                .append(" | ")
                .append(cell(key.meaning(), false))
                .append(" | ")
                .append(cell(key.example(), true))
                .append(" |\n");
    }

    private static String cell(String text, boolean code) {
        // In a table a vertical bar would begin the next cell, and an angle bracket a tag.
        String safe = text.replace("|", "\\|");
        return code && !safe.isEmpty() ? "`" + safe + "`" : safe.replace("<", "&lt;");
    }

    private static String heading(Shape.Key key) {
        String words = key.name().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    /** The section below a key, null when there is none. */
    private static Shape.Section nested(Shape shape) {
        if (shape instanceof Shape.Section section) {
            return section;
        } else if (shape instanceof Shape.Named named) {
            return nested(named.of());
        } else if (shape instanceof Shape.TextOr either) {
            return either.section();
        }
        return null;
    }

    private static String type(Shape shape) {
        if (shape instanceof Shape.Choice choice) {
            return "`" + String.join("`, `", choice.values()) + "`";
        } else if (shape instanceof Shape.Items items) {
            return "list of " + type(items.of());
        } else if (shape instanceof Shape.Named named) {
            return "map of " + type(named.of());
        } else if (shape instanceof Shape.Section) {
            return "section";
        } else if (shape instanceof Shape.TextOr) {
            return "text or section";
        } else if (shape instanceof Shape.Whole) {
            return "number";
        } else if (shape instanceof Shape.Amount) {
            return "decimal";
        } else if (shape instanceof Shape.Time) {
            return "duration";
        } else if (shape instanceof Shape.Share) {
            return "percentage";
        }
        return plain(shape.getClass().getSimpleName());
    }

    private static String plain(String simpleName) {
        return simpleName.equals("FileMode") ? "octal digits" : simpleName.toLowerCase(Locale.ROOT);
    }
}
