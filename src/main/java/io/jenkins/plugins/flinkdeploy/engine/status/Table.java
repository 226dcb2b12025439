package io.jenkins.plugins.flinkdeploy.engine.status;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns that are as wide as they must be; below a row there may be lines of its own. */
final class Table {
    private record Row(List<String> cells, List<Tone> tones, List<String> below) {}

    private final List<String> heads;
    private final List<Row> rows = new ArrayList<>();

    Table(String... heads) {
        this.heads = List.of(heads);
    }

    void row(List<String> cells, List<Tone> tones, List<String> below) {
        rows.add(new Row(cells, tones, below));
    }

    List<String> lines(String indent, boolean colour) {
        List<String> lines = new ArrayList<>();
        lines.add(indent + line(heads, List.of(), false));
        for (Row row : rows) {
            lines.add(indent + line(row.cells(), row.tones(), colour));
            row.below().forEach(below -> lines.add(indent + "  " + below));
        }
        return lines;
    }

    private String line(List<String> cells, List<Tone> tones, boolean colour) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            Tone tone = column < tones.size() ? tones.get(column) : Tone.PLAIN;
            line.append(tone.paint(cell, colour));
            if (column < cells.size() - 1) {
                line.append(" ".repeat(width(column) - cell.length() + 2));
            }
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int rowsWidth = rows.stream()
                .mapToInt(row -> row.cells().get(column).length())
                .max()
                .orElse(0);
        return Math.max(heads.get(column).length(), rowsWidth);
    }
}
