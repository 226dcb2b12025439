package io.jenkins.plugins.flinkdeploy.engine.checkup;

import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkGraph;
import io.jenkins.plugins.flinkdeploy.engine.flink.FlinkRest;
import io.jenkins.plugins.flinkdeploy.engine.flink.Reading;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;

/** Asks a JobManager what only a checkup wants to know. */
final class JobReader {
    /** Each vertex is a question or three; a job of more than so many is judged by its first ones. */
    private static final int MOST_VERTICES = 20;

    private final FlinkRest rest;

    JobReader(FlinkRest rest) {
        this.rest = rest;
    }

    JobMeasures read(String job) {
        Reading<FlinkGraph> graph = rest.graph(job);
        return new JobMeasures(
                rest.checkpointTrend(job),
                rest.checkpointSettings(job),
                rest.failures(job),
                overVertices(graph, vertex -> true, vertex -> rest.backPressure(job, vertex), Math::max),
                overVertices(graph, FlinkGraph.Vertex::source, vertex -> rest.lag(job, vertex), Double::sum));
    }

    private static Reading<OptionalDouble> overVertices(
            Reading<FlinkGraph> graph,
            Predicate<FlinkGraph.Vertex> chosen,
            Function<String, Reading<OptionalDouble>> ask,
            DoubleBinaryOperator together) {
        if (graph instanceof Reading.Unavailable<FlinkGraph> unavailable) {
            return new Reading.Unavailable<>(unavailable.why());
        }
        List<FlinkGraph.Vertex> vertices = graph.value().map(FlinkGraph::vertices).orElse(List.of()).stream()
                .filter(chosen)
                .limit(MOST_VERTICES)
                .toList();
        OptionalDouble all = OptionalDouble.empty();
        for (FlinkGraph.Vertex vertex : vertices) {
            Reading<OptionalDouble> one = ask.apply(vertex.id());
            if (one instanceof Reading.Unavailable<OptionalDouble>) {
                return one;
            }
            OptionalDouble value = one.value().orElse(OptionalDouble.empty());
            if (value.isPresent()) {
                double sofar = all.orElse(0);
                all = OptionalDouble.of(together.applyAsDouble(sofar, value.getAsDouble()));
            }
        }
        return new Reading.Known<>(all);
    }
}
