package io.jenkins.plugins.flinkdeploy.engine.cost;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of money; rounded where it is shown only.
 *
 * @param amount exact
 * @param currency its code
 */
public record Money(BigDecimal amount, String currency) {
    /** Hours of a month, as clouds count them. */
    static final BigDecimal MONTH_HOURS = BigDecimal.valueOf(730);

    /** The same with four decimals, for programs. */
    record Shown(BigDecimal amount, String currency) {}

    @JsonValue
    Shown shown() {
        return new Shown(amount.setScale(4, RoundingMode.HALF_UP), currency);
    }

    Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " cannot be added");
        }
        return new Money(amount.add(other.amount), currency);
    }

    /** What this for an hour is for a month of 730 hours. */
    Money month() {
        return new Money(amount.multiply(MONTH_HOURS), currency);
    }

    /** {@code 123.46}. */
    public String rounded() {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** {@code 123.46 EUR}. */
    @Override
    public String toString() {
        return rounded() + " " + currency;
    }
}
