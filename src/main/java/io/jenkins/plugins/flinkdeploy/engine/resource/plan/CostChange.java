package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.math.BigDecimal;

/**
 * What a deployment would change about the cost of a cluster, all its jobs included.
 *
 * @param resource the cluster
 * @param currency code of the currency
 * @param monthBefore price of a month as it is specified now; zero where nothing runs
 * @param monthAfter price of a month after the deployment
 */
public record CostChange(ResourceId resource, String currency, BigDecimal monthBefore, BigDecimal monthAfter) {
    /** {@code 100.00 -> 150.00 EUR a month (+50.00)}. */
    public String describe() {
        BigDecimal more = monthAfter.subtract(monthBefore);
        return monthBefore.toPlainString() + " -> " + monthAfter.toPlainString() + " " + currency + " a month ("
                + (more.signum() > 0 ? "+" : "") + (more.signum() == 0 ? "unchanged" : more.toPlainString()) + ")";
    }
}
