package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan in lines. */
final class PlanText {
    private static final int LONGEST_VALUE = 100;
    private static final int WIDEST_COLUMN = 60;

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String BOLD = "1";

    private final boolean colour;
    private final StringBuilder text = new StringBuilder();

    PlanText(boolean colour) {
        this.colour = colour;
    }

    String write(Plan plan) {
        for (ResourcePlan resource : plan.resources()) {
            resource(resource);
        }
        plan.costs().forEach(cost -> line("Cost of " + cost.resource() + ": " + cost.describe()));
        return text.toString();
    }

    private void resource(ResourcePlan plan) {
        line(coloured(BOLD, plan.resource() + ": " + summary(plan)));
        boolean create = plan.action() == ResourcePlan.Action.CREATE;
        int paths = width(plan.changes().stream().map(Change::path).toList());
        int values = width(plan.changes().stream().map(PlanText::values).toList());
        for (Change change : plan.changes()) {
            String row = "  " + sign(change) + " " + padded(change.path(), paths) + "  ";
            line(
                    create
                            ? row + coloured(GREEN, shortened(change.to().orElse("")))
                            : row + padded(values(change), values) + "  "
                                    + coloured(colourOf(change.impact()), "(" + change.effect() + ")"));
        }
        plan.refusal().ifPresent(why -> line("  " + coloured(RED, "refused: ") + why));
        plan.warnings().forEach(warning -> line("  " + coloured(YELLOW, "warning: ") + warning));
    }

    private static String summary(ResourcePlan plan) {
        return switch (plan.action()) {
            case CREATE -> "CREATE";
            case UNCHANGED -> "UNCHANGED";
            case CHANGE ->
                "CHANGE, " + plan.changes().size() + (plan.changes().size() == 1 ? " field" : " fields") + ": "
                        + outcome(plan);
        };
    }

    /** What all changes together do. */
    private static String outcome(ResourcePlan plan) {
        Map<Impact, Long> impacts =
                plan.changes().stream().collect(Collectors.groupingBy(Change::impact, Collectors.counting()));
        for (Impact strongest : List.of(
                Impact.REFUSED,
                Impact.STOPS,
                Impact.STARTS,
                Impact.RESTARTS,
                Impact.BESIDE,
                Impact.AFTER_BUILD,
                Impact.IN_PLACE)) {
            if (impacts.containsKey(strongest)) {
                return strongest == Impact.IN_PLACE ? "the job goes on" : strongest.words();
            }
        }
        return Impact.IGNORED.words().replace(" for it", "");
    }

    private static String sign(Change change) {
        return change.from().isEmpty() ? "+" : change.to().isEmpty() ? "-" : "~";
    }

    private static String values(Change change) {
        if (change.hidden() && change.from().equals(change.to())) {
            return change.values();
        }
        return change.from().map(PlanText::shortened).orElse("(not set)") + " -> "
                + change.to().map(PlanText::shortened).orElse("(removed)");
    }

    private static String shortened(String value) {
        String flat = value.strip().replaceAll("\\s*\\R\\s*", " ⏎ ");
        return flat.length() <= LONGEST_VALUE
                ? flat
                : flat.substring(0, LONGEST_VALUE / 2) + " … " + flat.substring(flat.length() - LONGEST_VALUE / 3);
    }

    private static int width(List<String> texts) {
        return texts.stream()
                .mapToInt(String::length)
                .filter(length -> length <= WIDEST_COLUMN)
                .max()
                .orElse(1);
    }

    private static String padded(String value, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", value);
    }

    private static String colourOf(Impact impact) {
        return switch (impact) {
            case RESTARTS, BESIDE, STOPS, STARTS, AFTER_BUILD -> YELLOW;
            case IN_PLACE, IGNORED -> GREEN;
            case REFUSED -> RED;
        };
    }

    private String coloured(String code, String words) {
        return colour ? "\u001b[" + code + "m" + words + "\u001b[0m" : words;
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
