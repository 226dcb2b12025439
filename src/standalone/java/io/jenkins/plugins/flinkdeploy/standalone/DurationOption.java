package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.Units;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line as they are in the cluster file: {@code 90s}, {@code 10m}, {@code 1h30m}. */
final class DurationOption implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return Units.duration(text)
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' is not a duration such as 90s, 10m or 1h30m"));
    }
}
