package io.jenkins.plugins.flinkdeploy.engine.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DataSize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts as Kubernetes and Flink write them; empty where a text is not one. */
final class Quantities {
    private static final Pattern NUMBER_AND_UNIT =
            Pattern.compile("\\s*([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*([A-Za-z]{0,9})\\s*");
    private static final Map<String, BigDecimal> KUBERNETES = Map.ofEntries(
            Map.entry("", BigDecimal.ONE),
            Map.entry("n", new BigDecimal("0.000000001")),
            Map.entry("u", new BigDecimal("0.000001")),
            Map.entry("m", new BigDecimal("0.001")),
            Map.entry("k", BigDecimal.valueOf(1_000)),
            Map.entry("M", BigDecimal.valueOf(1_000_000)),
            Map.entry("G", BigDecimal.valueOf(1_000_000_000)),
            Map.entry("T", BigDecimal.valueOf(1_000_000_000_000L)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)));
    private static final Map<String, Integer> FLINK = Map.ofEntries(
            Map.entry("", 0),
            Map.entry("b", 0),
            Map.entry("bytes", 0),
            Map.entry("k", 10),
            Map.entry("kb", 10),
            Map.entry("kibibytes", 10),
            Map.entry("m", 20),
            Map.entry("mb", 20),
            Map.entry("mebibytes", 20),
            Map.entry("g", 30),
            Map.entry("gb", 30),
            Map.entry("gibibytes", 30),
            Map.entry("t", 40),
            Map.entry("tb", 40),
            Map.entry("tebibytes", 40));

    private Quantities() {}

    /** A quantity of Kubernetes': {@code 500m}, {@code 2}, {@code 4Gi}, {@code 123456789n}. */
    static Optional<BigDecimal> kubernetes(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        return matcher.matches() && KUBERNETES.containsKey(matcher.group(2))
                ? Optional.of(new BigDecimal(matcher.group(1)).multiply(KUBERNETES.get(matcher.group(2))))
                : Optional.empty();
    }

    /**
     * Memory as the operator understands it: first in Flink's units, where {@code 2g} is 2 GiB, then in those of Kubernetes, {@code 2Gi}.
     */
    static Optional<DataSize> memory(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Integer shift = FLINK.get(matcher.group(2).toLowerCase(Locale.ROOT));
        return shift != null && !matcher.group(1).contains(".")
                ? bytes(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << shift)))
                : kubernetes(text).flatMap(Quantities::bytes);
    }

    /** What a list of amounts in a pod says: {@code {cpu: 500m, memory: 1Gi}}. */
    static Resources resources(JsonNode amounts) {
        return new Resources(
                kubernetes(amounts.path("cpu").asText("0")).orElse(BigDecimal.ZERO),
                kubernetes(amounts.path("memory").asText("0"))
                        .flatMap(Quantities::bytes)
                        .orElse(new DataSize(0)));
    }

    private static Optional<DataSize> bytes(BigDecimal amount) {
        BigDecimal whole = amount.setScale(0, RoundingMode.CEILING);
        return whole.toBigInteger().bitLength() > 60
                ? Optional.empty()
                : Optional.of(new DataSize(whole.longValueExact()));
    }
}
