package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Puts things in an order in which each comes after those that it waits for, otherwise as they are written. */
final class Order {
    private final Map<String, List<String>> after;
    private final BiConsumer<String, List<String>> onCycle;
    private final Set<String> done = new LinkedHashSet<>();
    private final Set<String> waiting = new LinkedHashSet<>();

    private Order(Map<String, List<String>> after, BiConsumer<String, List<String>> onCycle) {
        this.after = after;
        this.onCycle = onCycle;
    }

    /**
     * @param after by name those that come first; names without an entry are left out
     * @param onCycle is told each cycle: a member, and the members in turn, the first one again at the end
     */
    static List<String> of(Map<String, List<String>> after, BiConsumer<String, List<String>> onCycle) {
        Order order = new Order(new LinkedHashMap<>(after), onCycle);
        order.after.keySet().forEach(order::visit);
        return List.copyOf(order.done);
    }

    /** The depth is bounded by the longest chain; a file of 500,000 values could make one that no stack holds. */
    private void visit(String start) {
        List<String> path = new ArrayList<>(List.of(start));
        while (!path.isEmpty()) {
            String name = path.get(path.size() - 1);
            if (done.contains(name) || !after.containsKey(name)) {
                path.remove(path.size() - 1);
                continue;
            }
            waiting.add(name);
            String next = after.get(name).stream()
                    .filter(each -> after.containsKey(each) && !done.contains(each))
                    .findFirst()
                    .orElse(null);
            if (next != null && waiting.contains(next)) {
                List<String> cycle = new ArrayList<>(path.subList(path.indexOf(next), path.size()));
                cycle.add(next);
                onCycle.accept(next, cycle);
                next = null;
            }
            if (next == null) {
                waiting.remove(name);
                done.add(name);
                path.remove(path.size() - 1);
            } else {
                path.add(next);
            }
        }
    }
}
