package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Plan;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A dry run takes the rights of an apply, which an identity that only looks does not have. */
public class ReadOnlyPlanTest {
    private static final Set<String> WRITING = Set.of("apply", "patch", "create", "replace", "delete");
    private static final String FILE =
            """
            service: orders
            clusters:
              main:
                namespace: streaming
                flinkVersion: "1.19"
                image: {reference: "registry.example.org/orders:1"}
                jobs: {orders: {jar: orders.jar, state: stateless}}
                taskManager: {memory: 2g}
                env: {A: b}
            """;

    private LocalApiServer server;
    private ClusterApi cluster;

    @Before
    public void start() {
        server = LocalCrd.start();
        cluster = LocalCrd.connect(server);
    }

    @After
    public void stop() {
        cluster.close();
        server.close();
    }

    @Test
    public void a_plan_needs_no_right_to_write() {
        String first = plan(FILE).text(false);
        assertThat(first).contains("CREATE", "may not write");

        rendered(FILE).forEach(resource -> cluster.apply(resource.manifest(), false));
        assertThat(plan(FILE).unchanged()).isTrue();

        Plan changed = plan(FILE.replace("2g", "4g"));
        assertThat(changed.text(false))
                .contains("CHANGE, 1 field: restarts the job", "taskManager.memory  2g -> 4g", "may not write");
    }

    private Plan plan(String file) {
        return Planner.plan(readOnly(), rendered(file));
    }

    private static List<RenderedResource> rendered(String file) {
        ClusterDefinition definition = DefinitionReader.read(new NamedSource("flink.yaml", file), "orders")
                .clusters()
                .get(0);
        return Previews.of(definition, "streaming", Order.Provenance.UNKNOWN, Optional.empty());
    }

    private ClusterApi readOnly() {
        return (ClusterApi) Proxy.newProxyInstance(
                ClusterApi.class.getClassLoader(), new Class<?>[] {ClusterApi.class}, (proxy, method, arguments) -> {
                    if (WRITING.contains(method.getName())) {
                        throw new ClusterException(ClusterException.Kind.FORBIDDEN, "may not write", null);
                    }
                    try {
                        return method.invoke(cluster, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
