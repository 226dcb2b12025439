package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import io.jenkins.plugins.flinkdeploy.engine.definition.PricesReader;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What cpu and memory cost. */
final class PricesOption {
    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices of cpu and memory, as docs/cost.md describes them; with them costs are told.")
    private Optional<Path> file = Optional.empty();

    Optional<Prices> read() {
        return file.map(PricesReader::read);
    }
}
