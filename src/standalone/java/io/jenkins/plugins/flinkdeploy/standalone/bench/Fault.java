package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something wrong with a job.
 *
 * @param name part of a resource's name
 * @param expected what the name of the cause must contain
 * @param injection makes it wrong
 */
record Fault(String name, String expected, Consumer<ObjectNode> injection) {
    /** A job for what runs as a session cluster already: about all else that operators refuse is found before the deployment. */
    private static final String REFUSED = "spec-rejected";

    /** Whether a session cluster of this name runs before. */
    boolean isOnSessionCluster() {
        return name.equals(REFUSED);
    }

    static List<Fault> all() {
        return List.of(
                new Fault("image-absent", "image", tree -> tree.withObject("/spec")
                        .put("image", tree.at("/spec/image").asText().replace("examples:1", "absent:1"))),
                new Fault("image-tag-absent", "image", tree -> tree.withObject("/spec")
                        .put("image", tree.at("/spec/image").asText().replace("examples:1", "examples:2"))),
                new Fault("class-missing", "class", tree -> job(tree).put("entryClass", "org.example.Absent")),
                new Fault(
                        "jar-missing", "jar", tree -> job(tree).put("jarURI", "local:///opt/flink/usrlib/absent.jar")),
                new Fault(REFUSED, "refused", tree -> {}),
                new Fault("bad-jvm-option", "Java options", tree -> conf(tree)
                        .put("env.java.opts.jobmanager", "-XX:NoSuchOption")),
                new Fault("out-of-memory", "memory", tree -> conf(tree)
                        .put("env.java.opts.jobmanager", "-Xms3g -Xmx3g -XX:+AlwaysPreTouch")),
                new Fault("unschedulable", "no room", tree -> tree.withObject("/spec/jobManager/resource")
                        .put("cpu", 500)),
                new Fault("config-map-missing", "config map", Fault::withoutConfigMap),
                new Fault("job-fails", "service unreachable", Fault::connectsToNobody),
                new Fault("savepoint-absent", "", tree -> job(tree)
                        .put("initialSavepointPath", "file:///tmp/flink-deploy-absent/savepoint-1")),
                new Fault("memory-too-small", "", tree -> tree.withObject("/spec/taskManager/resource")
                        .put("memory", "128m")));
    }

    private static ObjectNode job(ObjectNode tree) {
        return tree.withObject("/spec/job");
    }

    private static ObjectNode conf(ObjectNode tree) {
        return tree.withObject("/spec/flinkConfiguration");
    }

    private static void withoutConfigMap(ObjectNode tree) {
        ObjectNode template =
                tree.withObject("/spec/podTemplate").put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode container = template.putObject("spec").putArray("containers").addObject();
        container.put("name", "flink-main-container");
        container.putArray("envFrom").addObject().putObject("configMapRef").put("name", "absent-settings");
    }

    private static void connectsToNobody(ObjectNode tree) {
        ObjectNode job = job(tree).put("entryClass", BenchCluster.example("socket.SocketWindowWordCount"));
        job.putArray("args").add("--hostname").add("127.0.0.1").add("--port").add("9");
    }
}
