package io.jenkins.plugins.flinkdeploy.engine.resource.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkKeys;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Differences between a resource and its rendered form that mean the same. */
final class Tolerance {
    private static final Pattern MEMORY = Pattern.compile("(\\d{1,12})\\s*([kmgt])?(?:i?b)?", Pattern.CASE_INSENSITIVE);

    /** What the operator or Flink takes for a field that is not written. */
    private static final Map<String, String> STANDARDS = Map.ofEntries(
            Map.entry(".spec.mode", "native"),
            Map.entry(".spec.job.state", "running"),
            Map.entry(".spec.job.upgradeMode", "stateless"),
            Map.entry(".spec.job.allowNonRestoredState", "false"),
            Map.entry(".spec.jobManager.replicas", "1"),
            Map.entry(".spec.jobManager.resource.cpu", "1"),
            Map.entry(".spec.taskManager.resource.cpu", "1"),
            Map.entry(conf(FlinkKeys.TASK_SLOTS), "1"),
            Map.entry(conf(FlinkKeys.LAST_STATE_FALLBACK), "true"),
            Map.entry(conf(FlinkKeys.HIGH_AVAILABILITY), "none"),
            Map.entry(conf(FlinkKeys.OLD_HIGH_AVAILABILITY), "none"));

    /** Those that the operator takes for a change, because it compares what is written. */
    private final Map<String, String> noticed = new TreeMap<>();

    private final boolean exact;

    /** @param exact whether only what the operator itself takes for equal is tolerated */
    Tolerance(boolean exact) {
        this.exact = exact;
    }

    /**
     * @param wanted as in the resource that is imported, null when it is not set there
     * @param rendered as it would be rendered, null when it is not
     */
    boolean covers(String path, JsonNode wanted, JsonNode rendered) {
        boolean unset = wanted == null || wanted.isNull();
        if (rendered == null || unset && rendered.isNull()) {
            return unset || wanted.isContainerNode() && wanted.isEmpty();
        }
        if (!unset && (wanted.equals(rendered) || sameNumber(wanted, rendered))) {
            return true;
        }
        boolean operatorNotices = !path.startsWith(".spec.job.")
                && !path.startsWith(".spec.jobManager.replicas")
                && !path.startsWith(conf("kubernetes.operator."));
        boolean same = unset
                ? STANDARDS.getOrDefault(path, "\u0000").equals(rendered.asText())
                : path.endsWith("anager.resource.memory") && sameMemory(wanted.asText(), rendered.asText());
        if (!same || exact && operatorNotices) {
            return false;
        }
        if (operatorNotices) {
            noticed.put(path.substring(1), (unset ? "not set" : wanted.asText()) + " is written " + rendered.asText());
        }
        return true;
    }

    /** Whether another order of named items means the same. */
    boolean coversOrder(String path) {
        if (!exact) {
            noticed.put(path.substring(1), "in another order");
        }
        return !exact;
    }

    /** Paths with what is written otherwise, for which the operator restarts a running job once. */
    Map<String, String> noticed() {
        return noticed;
    }

    static Optional<Long> memory(String text) {
        Matcher matcher = MEMORY.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift = matcher.group(2) == null
                ? 0
                : 10 * ("kmgt".indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + 1);
        return Optional.of(Long.parseLong(matcher.group(1)) << shift);
    }

    private static boolean sameMemory(String one, String other) {
        return memory(one).isPresent() && memory(one).equals(memory(other));
    }

    private static boolean sameNumber(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() && one.decimalValue().compareTo(other.decimalValue()) == 0;
    }

    private static String conf(String key) {
        return ".spec.flinkConfiguration." + key;
    }
}
