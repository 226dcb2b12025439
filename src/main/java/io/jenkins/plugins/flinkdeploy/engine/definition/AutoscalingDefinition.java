package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What the operator's autoscaler does; what is empty is left to the operator's own settings.
 *
 * @param enabled whether it looks at the job at all
 * @param scaling whether it also changes the parallelism; otherwise it only reports
 * @param minParallelism the least of each vertex
 * @param maxParallelism the most of each vertex
 * @param targetUtilization share of time that a vertex should be busy, from 0 to 1
 * @param utilizationBoundary how far from that it may be before anything is changed
 * @param stabilization time after a change in which nothing else is changed
 * @param metricsWindow time over which it averages
 * @param catchUp time in which a backlog should be worked off
 * @param restart time that a restart is expected to take
 */
public record AutoscalingDefinition(
        boolean enabled,
        boolean scaling,
        Optional<Integer> minParallelism,
        Optional<Integer> maxParallelism,
        Optional<BigDecimal> targetUtilization,
        Optional<BigDecimal> utilizationBoundary,
        Optional<Duration> stabilization,
        Optional<Duration> metricsWindow,
        Optional<Duration> catchUp,
        Optional<Duration> restart) {}
