package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Holds the rule to the real operator's own comparison of two specifications. */
public class OperatorComparisonTest {
    private static final String API = "org.apache.flink.kubernetes.operator.api.spec.";
    private static final String DIFF = "org.apache.flink.kubernetes.operator.reconciler.diff.ReflectiveDiffBuilder";

    /** Single changes of a running specification, each a JSON merge patch of {@code spec}. */
    private static final List<String> PATCHES = List.of(
            "{}",
            "{'image': 'r/o:2'}",
            "{'imagePullPolicy': 'Always'}",
            "{'flinkVersion': 'v1_18'}",
            "{'serviceAccount': 'other'}",
            "{'restartNonce': 1}",
            "{'ingress': {'template': 'a.example.org'}}",
            "{'logConfiguration': {'log4j-console.properties': 'x'}}",
            "{'mode': null}",
            "{'jobManager': {'replicas': 2}}",
            "{'jobManager': {'replicas': null}}",
            "{'jobManager': {'resource': {'cpu': 0.50}}}",
            "{'jobManager': {'resource': {'memory': '1024m'}}}",
            "{'taskManager': {'resource': {'cpu': 1.0}}}",
            "{'taskManager': {'resource': {'memory': '4g'}}}",
            "{'taskManager': {'replicas': 2}}",
            "{'taskManager': {'podTemplate': {'spec': {'nodeSelector': {'a': 'b'}}}}}",
            "{'podTemplate': null}",
            "{'podTemplate': {'spec': {'containers': [{'name': 'flink-main-container', 'env': [{'name': 'A', 'value': '1'}]}]}}}",
            "{'podTemplate': {'spec': {'containers': [{'name': 'flink-main-container', 'env': "
                    + "[{'name': 'DB_PASSWORD', 'value': 'first'}, {'name': 'STAGE', 'value': 'prod'}]}]}}}",
            "{'flinkConfiguration': {'taskmanager.numberOfTaskSlots': '4'}}",
            "{'flinkConfiguration': {'state.backend.type': null}}",
            "{'flinkConfiguration': {'kubernetes.operator.savepoint.history.max.count': '4'}}",
            "{'flinkConfiguration': {'kubernetes.operator.job.autoscaler.enabled': 'true'}}",
            "{'flinkConfiguration': {'job.autoscaler.enabled': 'false'}}",
            "{'flinkConfiguration': {'parallelism.default': '4'}}",
            "{'flinkConfiguration': {'scheduler-mode': 'reactive'}}",
            "{'job': {'jarURI': 'local:///b.jar'}}",
            "{'job': {'entryClass': 'org.example.A'}}",
            "{'job': {'args': ['--a']}}",
            "{'job': {'args': null}}",
            "{'job': {'parallelism': 3}}",
            "{'job': {'state': 'suspended'}}",
            "{'job': {'state': null}}",
            "{'job': {'upgradeMode': 'last-state'}}",
            "{'job': {'upgradeMode': null}}",
            "{'job': {'allowNonRestoredState': true}}",
            "{'job': {'initialSavepointPath': 's3://b/s'}}",
            "{'job': {'savepointTriggerNonce': 1}}",
            "{'job': {'checkpointTriggerNonce': 1}}");

    private static URLClassLoader operator;

    @BeforeClass
    public static void load() throws IOException {
        List<Path> jars = ClusterArtifacts.resolve(FlinkRelease.NEWEST, new ArtifactResolver())
                .operator();
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        operator = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    @AfterClass
    public static void unload() throws IOException {
        operator.close();
    }

    @Test
    public void a_change_restarts_the_job_where_the_operator_upgrades_and_only_there()
            throws ReflectiveOperationException {
        for (String mode : List.of("native", "standalone")) {
            String reactive = mode.equals("standalone") ? ", 'flinkConfiguration': {'scheduler-mode': 'reactive'}" : "";
            Manifest before = Specs.with(json("{'spec': {'mode': '" + mode + "'" + reactive + "}}"));
            for (String patch : PATCHES) {
                Manifest after = Specs.with(before, "{\"spec\": " + json(patch) + "}");
                ResourcePlan plan = Comparison.of(Optional.of(before), after, Optional.empty());
                if (plan.has(Impact.REFUSED)) {
                    continue; // its validator's business, not its comparison's
                }
                String type = operatorSays(mode, before, after);
                assertThat(plan.restartsJob())
                        .as("%s, %s: the operator says %s, the plan %s", mode, patch, type, plan.changes())
                        .isEqualTo(type.equals("UPGRADE"));
            }
        }
    }

    private static String operatorSays(String mode, Manifest before, Manifest after)
            throws ReflectiveOperationException {
        Class<?> modes = operator.loadClass(API + "KubernetesDeploymentMode");
        Object deploymentMode =
                modes.getMethod("valueOf", String.class).invoke(null, mode.toUpperCase(java.util.Locale.ROOT));
        Object builder = operator.loadClass(DIFF)
                .getConstructor(modes, Object.class, Object.class)
                .newInstance(deploymentMode, spec(before), spec(after));
        Object result = builder.getClass().getMethod("build").invoke(builder);
        return result.getClass().getMethod("getType").invoke(result).toString();
    }

    private static Object spec(Manifest manifest) throws ReflectiveOperationException {
        Class<?> mapper = operator.loadClass("com.fasterxml.jackson.databind.ObjectMapper");
        Object instance = mapper.getConstructor().newInstance();
        return mapper.getMethod("readValue", String.class, Class.class)
                .invoke(instance, Json.write(manifest.at("/spec")), operator.loadClass(API + "FlinkDeploymentSpec"));
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }
}
