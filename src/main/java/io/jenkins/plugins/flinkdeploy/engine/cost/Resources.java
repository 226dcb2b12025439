package io.jenkins.plugins.flinkdeploy.engine.cost;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.flinkdeploy.engine.definition.DataSize;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount of cpu and memory. */
public record Resources(BigDecimal cores, DataSize memory) {
    static final Resources NONE = new Resources(BigDecimal.ZERO, new DataSize(0));

    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

    Resources plus(Resources other) {
        return new Resources(cores.add(other.cores), new DataSize(Math.addExact(memory.bytes(), other.memory.bytes())));
    }

    Resources times(int count) {
        return new Resources(
                cores.multiply(BigDecimal.valueOf(count)), new DataSize(Math.multiplyExact(memory.bytes(), count)));
    }

    /** The memory in GiB, exact. */
    @JsonIgnore
    public BigDecimal gib() {
        // Thirty halvings end after thirty decimals.
        return BigDecimal.valueOf(memory.bytes()).divide(GIB);
    }

    /** {@code 2.5 cores, 10.5 GiB}. */
    public String describe() {
        return plain(cores) + (cores.compareTo(BigDecimal.ONE) == 0 ? " core, " : " cores, ") + plain(gib()) + " GiB";
    }

    /** A number for people and tables, with three decimals at most. */
    static String plain(BigDecimal number) {
        BigDecimal rounded = number.setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
