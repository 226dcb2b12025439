package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;

/**
 * Gives certificate authorities to Jib's connections. Jib knows only those of the whole Java process, which may be an agent
 * that other builds use, so this reaches for a field of it that is not meant for others. Without own authorities nothing of
 * that kind is done; a test holds the names to the version of Jib in use.
 */
final class JibTransport {
    private final Optional<SSLContext> trust;

    JibTransport(Optional<SSLContext> trust) {
        this.trust = trust;
    }

    /** Makes a client trust the authorities, and returns it. */
    FailoverHttpClient equip(FailoverHttpClient client) {
        trust.ifPresent(context -> {
            try {
                Supplier<HttpTransport> transports = () -> transport(context);
                field(FailoverHttpClient.class, "secureHttpTransportFactory").set(client, transports);
            } catch (ReflectiveOperationException e) {
                throw changed(e);
            }
        });
        return client;
    }

    JibContainer containerize(JibContainerBuilder builder, Containerizer target)
            throws IOException, RegistryException, ExecutionException, CacheDirectoryCreationException,
                    InterruptedException {
        return trust.isEmpty() ? builder.containerize(target) : containerizeTrusting(builder, target);
    }

    private JibContainer containerizeTrusting(JibContainerBuilder builder, Containerizer target)
            throws IOException, RegistryException, ExecutionException, CacheDirectoryCreationException,
                    InterruptedException {
        try (BuildContext context =
                (BuildContext) method(JibContainerBuilder.class, "toBuildContext", Containerizer.class)
                        .invoke(builder, target)) {
            equip((FailoverHttpClient) field(BuildContext.class, "httpClient").get(context));
            Object result =
                    method(Containerizer.class, "run", BuildContext.class).invoke(target, context);
            return (JibContainer) method(JibContainer.class, "from", BuildContext.class, BuildResult.class)
                    .invoke(null, context, result);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (ReflectiveOperationException e) {
            throw changed(e);
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

    private static HttpTransport transport(SSLContext context) {
        return new ApacheHttpTransport(ApacheHttpTransport.newDefaultHttpClientBuilder()
                .setSSLSocketFactory(new SSLConnectionSocketFactory(context))
                .build());
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        Method method = type.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    private static IllegalStateException changed(ReflectiveOperationException e) {
        return new IllegalStateException("this version of Jib cannot be given certificate authorities", e);
    }
}
