package org.example.beam;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/** Counts numbers by the length of their words, each minute. */
public final class WordLengths {
    private WordLengths() {}

    public static void main(String[] args) {
        PipelineOptions options =
                PipelineOptionsFactory.fromArgs(args).withValidation().create();
        Pipeline pipeline = Pipeline.create(options);
        pipeline.apply("numbers", GenerateSequence.from(0).withRate(10, Duration.standardSeconds(1)))
                .apply("length", MapElements.into(TypeDescriptors.integers()).via(n -> String.valueOf(n)
                        .length()))
                .apply("minutes", Window.into(FixedWindows.of(Duration.standardMinutes(1))))
                .apply("count", Count.perElement());
        pipeline.run();
    }
}
