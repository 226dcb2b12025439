package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi.Change;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.Duration;
import java.util.Optional;

/** Watch connections by the Kubernetes client, which knows how to fall back from web sockets to plain HTTP streams. */
final class Fabric8WatchSource implements WatchSource {
    private final KubernetesClient client;
    private final ApiPaths paths;
    private final ObjectLists lists;
    private final Slim slim = new Slim();

    Fabric8WatchSource(KubernetesClient client, ApiPaths paths, ObjectLists lists) {
        this.client = client;
        this.paths = paths;
        this.lists = lists;
    }

    @Override
    public Listing list(WatchKey key) {
        return lists.slim(key, slim);
    }

    @Override
    public Watch open(WatchKey key, String resourceVersion, Duration limit, Events events) {
        ListOptions options = new ListOptionsBuilder()
                .withResourceVersion(resourceVersion)
                .withTimeoutSeconds(limit.toSeconds())
                .withAllowWatchBookmarks(true)
                .build();
        MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                all = client.genericKubernetesResources(context(key));
        Watcher<GenericKubernetesResource> watcher = new Translating(key, events);
        return key.namespace().isEmpty()
                ? all.inAnyNamespace().watch(options, watcher)
                : all.inNamespace(key.namespace()).watch(options, watcher);
    }

    private ResourceDefinitionContext context(WatchKey key) {
        int slash = key.apiVersion().indexOf('/');
        return new ResourceDefinitionContext.Builder()
                .withGroup(slash < 0 ? "" : key.apiVersion().substring(0, slash))
                .withVersion(key.apiVersion().substring(slash + 1))
                .withKind(key.kind())
                .withPlural(paths.plural(key.apiVersion(), key.kind()))
                .withNamespaced(true)
                .build();
    }

    /** Turns the client's objects into manifests. */
    private final class Translating implements Watcher<GenericKubernetesResource> {
        private final WatchKey key;
        private final Events events;

        Translating(WatchKey key, Events events) {
            this.key = key;
            this.events = events;
        }

        @Override
        public void eventReceived(Action action, GenericKubernetesResource resource) {
            switch (action) {
                case ADDED, MODIFIED -> events.changed(new Change(manifest(resource), false));
                case DELETED -> events.changed(new Change(manifest(resource), true));
                // Every reconnect lists anew, so there is no position to keep.
                case BOOKMARK -> events.alive();
                case ERROR ->
                    events.ended(
                            Optional.of(new IllegalStateException("the API server reported an error in the watch")));
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            // Without a cause the connection merely ended, be it at its limit or in between; listing anew shows which.
            events.ended(cause.isHttpGone() ? Optional.of(cause) : Optional.ofNullable(cause.getCause()));
        }

        @Override
        public void onClose() {
            events.ended(Optional.empty());
        }

        private Manifest manifest(GenericKubernetesResource resource) {
            ObjectNode tree =
                    (ObjectNode) Json.read(client.getKubernetesSerialization().asJson(resource));
            tree.put("apiVersion", key.apiVersion());
            tree.put("kind", key.kind());
            return Manifest.of(slim.slim(tree));
        }
    }
}
