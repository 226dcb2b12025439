package org.example.counter;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.utils.ParameterTool;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Counts up for ever and writes down how far it is. The count is kept in Flink's state, so a new version of the job goes
 * on where the old one stopped.
 *
 * <p>Arguments: {@code --output DIR} appends to the file {@code DIR/counter.log} (without it the count is only logged);
 * {@code --rate N} counts N times a second, 10 by default. Checkpoints and parallelism are set in flink.yaml.
 */
public final class CounterJob {
    /** Written beside every count. Change it, commit, and see the new one in the output. */
    static final String VERSION = "1";

    private CounterJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool arguments = ParameterTool.fromArgs(args);
        DataGeneratorSource<Long> ticks = new DataGeneratorSource<>(
                index -> index,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(arguments.getDouble("rate", 10)),
                Types.LONG);

        StreamExecutionEnvironment flink = StreamExecutionEnvironment.getExecutionEnvironment();
        // The ids tie state to operators. They stay the same for as long as the job shall go on from old state.
        flink.fromSource(ticks, WatermarkStrategy.noWatermarks(), "ticks")
                .uid("ticks")
                .setParallelism(1)
                .keyBy(tick -> "all")
                .process(new Counter())
                .uid("count")
                .name("count")
                .setParallelism(1)
                .addSink(new CountWriter(VERSION, arguments.get("output")))
                .uid("write")
                .name("write")
                .setParallelism(1);
        flink.execute("counter");
    }
}
