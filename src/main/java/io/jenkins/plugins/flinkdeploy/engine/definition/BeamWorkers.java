package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The containers beside each TaskManager in which Beam runs the Python code of a pipeline.
 *
 * @param image image with Beam's SDK harness
 * @param cpu cores
 * @param memory memory of the container
 */
public record BeamWorkers(String image, Optional<BigDecimal> cpu, Optional<DataSize> memory) {
    /** Where the harness listens; a Beam pipeline names it as its external environment. */
    public static final int PORT = 50_000;
}
