package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.builder.steps.BuildResult;
import com.google.cloud.tools.jib.configuration.BuildContext;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutionException;

/** Has Jib build and push over our {@link Connections}. */
final class JibTransport {
    /** What Jib does inside to build a container. */
    private record Way(Method toContext, Field client, Method run, Method result) {
        static Way find() throws ReflectiveOperationException {
            return new Way(
                    Internals.method(JibContainerBuilder.class, "toBuildContext", Containerizer.class),
                    Internals.field(BuildContext.class, "httpClient"),
                    Internals.method(Containerizer.class, "run", BuildContext.class),
                    Internals.method(JibContainer.class, "from", BuildContext.class, BuildResult.class));
        }
    }

    private final Connections connections;

    JibTransport(Connections connections) {
        this.connections = connections;
    }

    JibContainer containerize(JibContainerBuilder builder, Containerizer target)
            throws IOException, RegistryException, ExecutionException, CacheDirectoryCreationException,
                    InterruptedException {
        Way way;
        try {
            way = Way.find();
        } catch (ReflectiveOperationException e) {
            connections.changed(e);
            return builder.containerize(target);
        }
        try (BuildContext context = (BuildContext) way.toContext().invoke(builder, target)) {
            connections.equip((FailoverHttpClient) way.client().get(context));
            Object result = way.run().invoke(target, context);
            return (JibContainer) way.result().invoke(null, context, result);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("what was made accessible is not", e);
        }
    }

    private static ExecutionException unwrapped(InvocationTargetException e)
            throws IOException, RegistryException, CacheDirectoryCreationException, InterruptedException {
        Throwable cause = e.getCause();
        Throwable inner = cause instanceof ExecutionException ? cause.getCause() : cause;
        if (inner instanceof RegistryException registry) {
            throw registry;
        } else if (cause instanceof CacheDirectoryCreationException cache) {
            throw cache;
        } else if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        } else if (cause instanceof IOException io) {
            throw io;
        } else if (cause instanceof TrustGuard.Refused refused) {
            throw refused;
        }
        return cause instanceof ExecutionException execution ? execution : new ExecutionException(cause);
    }
}
