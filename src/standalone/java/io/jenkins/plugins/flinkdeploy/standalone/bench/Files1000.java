package io.jenkins.plugins.flinkdeploy.standalone.bench;

import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import java.util.List;

/** A large cluster file with an environment's file over it: 50 session clusters of 20 jobs. */
final class Files1000 {
    private static final int CLUSTERS = 50;
    private static final int JOBS = 20;

    private Files1000() {}

    static List<NamedSource> layers() {
        StringBuilder base = new StringBuilder(
                """
                version: 1
                service: large
                defaults:
                  flinkVersion: "1.19"
                  owner: streaming-team
                  costOwner: streaming
                  image: {jars: [target/jobs.jar], repository: registry.example.org/flink/large}
                  state: {savepoints: "s3://bucket/savepoints", checkpoints: "s3://bucket/checkpoints"}
                  taskManager: {cpu: 1, memory: 4g, slots: 2}
                  env: {STAGE: test, URL: "db://user:$(DB_PASSWORD)@host"}
                  secrets: {DB_PASSWORD: {secret: db, key: password}}
                  deploy: {soak: 90s}
                clusters:
                """);
        StringBuilder over = new StringBuilder("clusters:\n");
        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            base.append("  c").append(cluster).append(":\n    namespace: streaming\n    jobs:\n");
            for (int job = 0; job < JOBS; job++) {
                base.append("      j").append(job).append(": {jar: jobs.jar, class: org.example.Job");
                base.append(job).append(", args: [--topic, t").append(job).append("], parallelism: 4");
                base.append(job == 0 ? "}\n" : ", after: [j" + (job - 1) + "]}\n");
            }
            over.append("  c").append(cluster).append(": {env: {STAGE: prod}, taskManager: {memory: 8g}}\n");
        }
        return List.of(
                new NamedSource("flink.yaml", base.toString()), new NamedSource("flink-prod.yaml", over.toString()));
    }
}
