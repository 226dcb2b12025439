package io.jenkins.plugins.flinkdeploy.localcluster.artifacts;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which Flink and which operator the local cluster runs. Both are the newest that are whole on Maven Central and fit
 * together: operator 1.7.0 is the last one published there and knows Flink up to 1.19, and of Flink 1.19 the last with
 * {@code flink-kubernetes} there is 1.19.1.
 *
 * @param flink the Flink version, for instance {@code 1.19.1}
 * @param operator the operator's version
 */
public record FlinkRelease(String flink, String operator) {
    private static final String LOG4J = "2.17.1";

    public static final FlinkRelease NEWEST = new FlinkRelease("1.19.1", "1.7.0");

    /** The version as {@code spec.flinkVersion} names it, for instance {@code v1_19}. */
    public String label() {
        return "v" + minor().replace('.', '_');
    }

    /** The version without its patch level, for instance {@code 1.19}. */
    public String minor() {
        return flink.substring(0, flink.lastIndexOf('.'));
    }

    List<String> operatorArtifacts() {
        return List.of("org.apache.flink:flink-kubernetes-operator:" + operator);
    }

    List<String> flinkArtifacts() {
        // flink-dist, which the official image holds, is not published; these are its parts that a job cluster uses.
        Stream<String> parts = parts(
                "flink-clients",
                "flink-streaming-java",
                "flink-runtime",
                "flink-runtime-web",
                "flink-rpc-akka-loader",
                "flink-kubernetes",
                "flink-connector-files");
        Stream<String> logging = Stream.of("log4j-slf4j-impl", "log4j-core", "log4j-api", "log4j-1.2-api")
                .map(name -> "org.apache.logging.log4j:" + name + ":" + LOG4J);
        return Stream.concat(parts, logging).toList();
    }

    /** What else the official image has in {@code lib}. */
    List<String> extensionArtifacts() {
        return parts(
                        "flink-table-api-java-bridge",
                        "flink-table-runtime",
                        "flink-table-planner-loader",
                        "flink-connector-datagen",
                        "flink-csv",
                        "flink-json",
                        "flink-cep",
                        "flink-statebackend-rocksdb")
                .toList();
    }

    private Stream<String> parts(String... names) {
        return Stream.of(names).map(name -> "org.apache.flink:" + name + ":" + flink);
    }
}
