package org.example.session;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Ticks ten times a second and keeps the count in Flink's state. The first argument is the name that it prints. */
public final class TickerJob {
    private static final int PAUSE_MILLIS = 100;

    private TickerJob() {}

    public static void main(String[] args) throws Exception {
        String name = args.length == 0 ? "ticker" : args[0];
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment
                .fromSequence(0, Long.MAX_VALUE)
                .uid("numbers")
                // Slow down before the first exchange of data: behind it, savepoints would wait for all that is in
                // flight.
                .map(TickerJob::pause)
                .returns(Long.class)
                .keyBy(number -> "all")
                .map(new Ticks(name))
                .uid("ticks")
                .print();
        environment.execute(name);
    }

    private static Long pause(Long number) throws InterruptedException {
        Thread.sleep(PAUSE_MILLIS);
        return number;
    }

    private static final class Ticks extends RichMapFunction<Long, String> {
        private static final long serialVersionUID = 1L;
        private final String name;
        private transient ValueState<Long> count;

        Ticks(String name) {
            this.name = name;
        }

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
        }

        @Override
        public String map(Long number) throws Exception {
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            count.update(now);
            return name + " " + now;
        }
    }
}
