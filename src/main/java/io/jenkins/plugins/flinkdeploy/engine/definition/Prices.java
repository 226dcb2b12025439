package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What cpu and memory cost, as a prices file or the configuration of a controller says it.
 *
 * @param currency three capital letters
 * @param standard what holds for pods of no pool
 * @param pools parts of the Kubernetes cluster with other prices; the first that a pod belongs to counts
 * @param spot nodes that may be taken away at any time; empty where there are none with prices of their own
 */
public record Prices(String currency, Rates standard, List<Pool> pools, Optional<Pool> spot) {
    public Prices {
        pools = List.copyOf(pools);
    }

    /**
     * Prices for one hour.
     *
     * @param core of one core
     * @param gib of one GiB of memory
     */
    public record Rates(BigDecimal core, BigDecimal gib) {
        Rates times(BigDecimal factor) {
            return new Rates(core.multiply(factor), gib.multiply(factor));
        }
    }

    /**
     * Nodes with other prices.
     *
     * @param name what people call them
     * @param nodeSelector the labels that pods name that run there, at least one
     * @param factor what the prices are multiplied with; empty where there are own ones
     * @param own own prices; empty where there is a factor
     */
    public record Pool(
            String name, Map<String, String> nodeSelector, Optional<BigDecimal> factor, Optional<Rates> own) {
        public Pool {
            nodeSelector = Map.copyOf(nodeSelector);
        }

        boolean has(Map<String, String> podsSelector) {
            return podsSelector.entrySet().containsAll(nodeSelector.entrySet());
        }

        Rates over(Rates rates) {
            return own.orElseGet(() -> rates.times(factor.orElse(BigDecimal.ONE)));
        }
    }

    /** The prices for pods with this node selector: those of their pool, and of spot nodes over them. */
    public Rates of(Map<String, String> nodeSelector) {
        Rates rates = pools.stream()
                .filter(pool -> pool.has(nodeSelector))
                .findFirst()
                .map(pool -> pool.over(standard))
                .orElse(standard);
        return spot.filter(pool -> pool.has(nodeSelector))
                .map(pool -> pool.over(rates))
                .orElse(rates);
    }
}
