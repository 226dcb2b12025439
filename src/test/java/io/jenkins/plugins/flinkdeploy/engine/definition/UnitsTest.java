package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.Test;

public class UnitsTest {
    @Test
    public void durations_are_numbers_with_units_from_long_to_short() {
        assertThat(Units.duration("90s")).contains(Duration.ofSeconds(90));
        assertThat(Units.duration("1h30m")).contains(Duration.ofMinutes(90));
        assertThat(Units.duration("2d")).contains(Duration.ofDays(2));
        assertThat(Units.duration("250ms")).contains(Duration.ofMillis(250));
        for (String wrong : new String[] {"", "90", "s", "30m1h", "1.5h", "-1s", "1 h", "99999999999s"}) {
            assertThat(Units.duration(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    public void sizes_are_binary_and_equal_sizes_are_written_the_same() {
        assertThat(Units.size("4g")).contains(new DataSize(4L << 30));
        assertThat(Units.size("4096m")).map(DataSize::toString).contains("4g");
        assertThat(Units.size("4Gi")).map(DataSize::toString).contains("4g");
        assertThat(Units.size("1536m")).map(DataSize::toString).contains("1536m");
        // 4G is a decimal gigabyte to Kubernetes and a binary one to Flink.
        for (String wrong : new String[] {"", "4", "4G", "g", "4 g", "1.5g", "-1g", "4gb", "999999999t"}) {
            assertThat(Units.size(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    public void percentages_go_from_0_to_100() {
        assertThat(Units.share("17%")).contains(0.17);
        assertThat(Units.share("0%")).contains(0.0);
        assertThat(Units.share("100%")).contains(1.0);
        assertThat(Units.share("101%")).isEmpty();
        assertThat(Units.share("0.17")).isEmpty();
    }

    @Test
    public void resource_names_fit_the_operator_and_stay_different() {
        assertThat(Names.resourceName("orders", "main")).isEqualTo("orders-main");
        assertThat(Names.resourceName("Orders_Service", "MAIN.1")).isEqualTo("orders-service-main-1");
        assertThat(Names.resourceName("7up", "main")).isEqualTo("f-7up-main");
        assertThat(Names.resourceName("--", "é")).matches(FlinkRules.RESOURCE_NAME);
        String one = Names.resourceName("a".repeat(60), "one");
        assertThat(one).hasSize(45).matches(FlinkRules.RESOURCE_NAME);
        assertThat(one).isNotEqualTo(Names.resourceName("a".repeat(60), "two"));
    }

    @Test
    public void the_nearest_word_is_found_and_an_unrelated_one_is_not_suggested() {
        assertThat(Texts.nearest("flnikVersion", List.of("flinkVersion", "flinkConf")))
                .contains("flinkVersion");
        assertThat(Texts.nearest("xyzzy", List.of("flinkVersion", "env"))).isEmpty();
        assertThat(Texts.distance("ab", "ba")).isEqualTo(1);
    }
}
