package io.jenkins.plugins.flinkdeploy.engine.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What somebody answers or pays for.
 *
 * @param name who; empty for what nobody is named for
 * @param cores requested cores
 * @param gib requested memory
 * @param month price of a month; empty without prices
 */
public record OwnerCost(String name, BigDecimal cores, BigDecimal gib, Optional<Money> month) {
    OwnerCost plus(OwnerCost other) {
        return new OwnerCost(
                name,
                cores.add(other.cores),
                gib.add(other.gib),
                month.map(mine -> other.month.map(mine::plus).orElse(mine)).or(() -> other.month));
    }
}
