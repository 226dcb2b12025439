package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import org.junit.Test;

/** Prices files are read as strictly as cluster files. */
public class PricesReaderTest {
    private static final String FILE =
            """
            currency: EUR
            cpu: 0.04
            memory: 0.005
            pools:
              fast: {nodeSelector: {disk: nvme}, cpu: 0.08, memory: 0.01}
              batch: {nodeSelector: {pool: batch}, factor: 0.5}
            spot: {nodeSelector: {life: spot}, factor: 0.25}
            """;

    @Test
    public void pods_of_no_pool_have_the_standard_price() {
        assertRates(Map.of("disk", "slow"), "0.04", "0.005");
    }

    @Test
    public void a_pool_has_its_own_prices_or_a_factor() {
        assertRates(Map.of("disk", "nvme", "zone", "a"), "0.08", "0.01");
        assertRates(Map.of("pool", "batch"), "0.02", "0.0025");
    }

    @Test
    public void spot_counts_over_the_price_of_the_pool() {
        assertRates(Map.of("life", "spot"), "0.01", "0.00125");
        assertRates(Map.of("disk", "nvme", "life", "spot"), "0.02", "0.0025");
    }

    @Test
    public void everything_that_is_wrong_is_told_at_once_with_its_place() {
        DefinitionException wrong = refused(
                """
                currency: euros
                cpu: free
                memroy: 0.005
                pools:
                  fast: {factor: 2}
                  both: {nodeSelector: {a: b}, factor: 2, cpu: 1, memory: 1}
                  half: {nodeSelector: {a: b}, cpu: 1}
                spot: {nodeSelector: {a: b}}
                """);

        assertThat(wrong.getMessage())
                .contains("prices.yaml:1:11: currency: The currency is missing or no code.")
                .contains("prices.yaml:2:6: cpu: 'free' does not fit.")
                .contains("prices.yaml:3:1: memroy: The key 'memroy' is not known here. Did you mean 'memory'?")
                .contains("The price memory is missing.")
                .contains("prices.yaml:5:9: pools.fast.nodeSelector: Nothing says which pods are meant.")
                .contains("prices.yaml:6:9: pools.both: Here stand a factor and prices.")
                .contains("prices.yaml:7:9: pools.half.memory: The price memory is missing.")
                .contains("prices.yaml:8:7: spot: Here stands no price.");
    }

    @Test
    public void a_key_written_twice_a_list_and_nothing_at_all_are_errors() {
        assertThat(refused(FILE + "cpu: 1\n").problems()).isNotEmpty();
        assertThat(refused("[1, 2]\n").problems()).isNotEmpty();
        assertThat(refused("").getMessage()).contains("The file is empty.");
        assertThat(refused(FILE.replace("cpu: 0.04", "cpu: -1")).getMessage()).contains("prices.yaml:2:6");
        assertThat(refused(FILE.replace("cpu: 0.04", "cpu: 4e1")).getMessage()).contains("prices.yaml:2:6");
    }

    private static void assertRates(Map<String, String> selector, String core, String gib) {
        Prices.Rates rates =
                PricesReader.read(new NamedSource("prices.yaml", FILE)).of(selector);
        assertThat(rates.core()).isEqualByComparingTo(core);
        assertThat(rates.gib()).isEqualByComparingTo(gib);
    }

    private static DefinitionException refused(String text) {
        return (DefinitionException) catchThrowable(() -> PricesReader.read(new NamedSource("prices.yaml", text)));
    }
}
