package io.jenkins.plugins.flinkdeploy.engine.sqlrunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.Test;

public class VariablesTest {
    private final Variables variables =
            new Variables(Map.of("topic", "orders", "a.b", "1"), Map.of("topic", "other", "PASSWORD", "it's; --"));

    @Test
    public void arguments_go_before_the_environment_and_defaults_come_last() {
        assertThat(variables.replace("${topic} ${PASSWORD} ${none:-x y} ${topic:-z} ${a.b} ${none:-}"))
                .isEqualTo("orders it's; -- x y orders 1 ");
    }

    @Test
    public void a_value_cannot_end_the_quotes_it_stands_in() {
        assertThat(variables.replace("'p' = 'x${PASSWORD}', `${PASSWORD}` = ${PASSWORD}"))
                .isEqualTo("'p' = 'xit''s; --', `it's; --` = it's; --");
    }

    @Test
    public void what_is_escaped_or_no_reference_stays() {
        assertThat(variables.replace("$${topic} $.topic ${} ${1} $topic"))
                .isEqualTo("${topic} $.topic ${} ${1} $topic");
    }

    @Test
    public void names_without_a_value_are_found() {
        assertThat(variables.missing("${topic} ${one} ${two:-2} $${three} ${one} ${four}"))
                .containsExactly("one", "four");
    }

    @Test
    public void arguments_that_are_not_understood_are_told_with_those_that_are() {
        assertThatThrownBy(() -> Arguments.parse(new String[] {"--file", "a.sql"}, Map.of()))
                .hasMessageStartingWith("The argument --file is unknown. The arguments are --script FILE, ");
        assertThatThrownBy(() -> Arguments.parse(new String[] {"--script", "/none/a.sql"}, Map.of()))
                .hasMessageStartingWith("The script /none/a.sql cannot be read");
        assertThatThrownBy(() -> Arguments.parse(new String[] {"--statements-from", "SQL"}, Map.of()))
                .hasMessage("There is no environment variable SQL with statements.");
        assertThatThrownBy(() -> Arguments.parse(new String[] {"--statements", "a", "--variable", "x"}, Map.of()))
                .hasMessage("--variable is followed by NAME=VALUE, not by x.");
        assertThatThrownBy(() -> Arguments.parse(new String[0], Map.of()))
                .hasMessageStartingWith("No script is named. ");
    }
}
