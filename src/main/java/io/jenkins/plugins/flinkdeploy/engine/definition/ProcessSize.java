package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.math.BigDecimal;

/**
 * What one JobManager or TaskManager gets.
 *
 * @param cpu cores
 * @param memory of the whole process
 */
public record ProcessSize(BigDecimal cpu, DataSize memory) {}
