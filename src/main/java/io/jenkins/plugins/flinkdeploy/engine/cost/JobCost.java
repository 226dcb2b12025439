package io.jenkins.plugins.flinkdeploy.engine.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The part of a cluster that a job is charged with: by its slots, of everything that the cluster requests, idle slots and JobManagers
 * included.
 *
 * @param name the job
 * @param owner who answers for it
 * @param costOwner who pays for it
 * @param share its part of the cluster, from 0 to 1
 * @param cores its part of the cores
 * @param gib its part of the memory
 * @param month its part of the price, for a month; empty without prices
 */
public record JobCost(
        String name,
        Optional<String> owner,
        Optional<String> costOwner,
        BigDecimal share,
        BigDecimal cores,
        BigDecimal gib,
        Optional<Money> month) {}
