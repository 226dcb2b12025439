package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.http.HttpResponse;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.client.HttpClient;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.ManagedHttpClientConnection;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.conn.DefaultManagedHttpClientConnection;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.protocol.HttpContext;

/**
 * The connections of one build. Jib opens a new one for each of its requests, which with TLS is most of the time of a push
 * that sends little; it finds out for each of its clients again that a registry has no TLS; it knows only the certificate
 * authorities of the whole Java process, which may be an agent that other builds use; and it tries a request again for a
 * quarter of an hour. So this reaches for fields of it that are not meant for others; a test holds their names to the
 * version of Jib in use. Without them it builds all the same, but own authorities it cannot have then.
 */
final class Connections implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Connections.class.getName());

    private static final int MOST = 32;
    /** A connection that rested longer is looked at before it is used again: the registry may have closed it. */
    private static final int REST_MILLIS = 500;

    private static final int BUFFER_BYTES = 1 << 15;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Pattern REPOSITORY = Pattern.compile("/v2/(.+)/(?:blobs|manifests)/");

    private final Optional<SSLContext> trust;
    private final Consumer<String> failed;
    private final Map<Object, Object> registriesWithoutTls = new ConcurrentHashMap<>();
    private Optional<PoolingHttpClientConnectionManager> pool = Optional.empty();

    /**
     * @param trust trusts what this Java trusts, and more; nothing for this Java's own
     * @param failed is told the registry and repository of each request that a registry could not do
     */
    Connections(Optional<SSLContext> trust, Consumer<String> failed) {
        this.trust = trust;
        this.failed = failed;
        SecretRequests.hide();
    }

    /** Makes a client use these connections, and returns it. */
    FailoverHttpClient equip(FailoverHttpClient client) {
        try {
            Supplier<HttpTransport> transports = this::transport;
            Internals.field(FailoverHttpClient.class, "secureHttpTransportFactory")
                    .set(client, transports);
            Internals.field(FailoverHttpClient.class, "failoverHistory").set(client, registriesWithoutTls);
            Internals.field(FailoverHttpClient.class, "enableRetry").setBoolean(client, false);
        } catch (ReflectiveOperationException e) {
            changed(e);
        }
        return client;
    }

    /** To be called when a name in Jib is not what it was; an error if own authorities are needed. */
    void changed(ReflectiveOperationException e) {
        if (trust.isPresent()) {
            throw new IllegalStateException("this version of Jib cannot be given certificate authorities", e);
        }
        LOG.log(Level.FINE, "this version of Jib opens its connections itself", e);
    }

    private synchronized HttpTransport transport() {
        if (pool.isEmpty()) {
            pool = Optional.of(open());
        }
        HttpClient client = ApacheHttpTransport.newDefaultHttpClientBuilder()
                .setConnectionManager(pool.get())
                .setConnectionManagerShared(true)
                .disableConnectionState()
                .disableCookieManagement()
                .disableAuthCaching()
                .addInterceptorLast((HttpResponseInterceptor) this::notice)
                .build();
        return new ApacheHttpTransport(client);
    }

    /** Jib does not tell whose answer its exception is about. */
    private void notice(HttpResponse response, HttpContext context) {
        int status = response.getStatusLine().getStatusCode();
        HttpClientContext request = HttpClientContext.adapt(context);
        Matcher path = REPOSITORY.matcher(request.getRequest().getRequestLine().getUri());
        if ((status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) && path.find()) {
            failed.accept(request.getTargetHost().toHostString() + "/" + path.group(1));
        }
    }

    private PoolingHttpClientConnectionManager open() {
        SSLConnectionSocketFactory tls = trust.map(SSLConnectionSocketFactory::new)
                .orElseGet(SSLConnectionSocketFactory::getSystemSocketFactory);
        PoolingHttpClientConnectionManager opened = new PoolingHttpClientConnectionManager(
                RegistryBuilder.<ConnectionSocketFactory>create()
                        .register("http", PlainConnectionSocketFactory.getSocketFactory())
                        .register("https", tls)
                        .build(),
                this::connection);
        opened.setMaxTotal(2 * MOST);
        opened.setDefaultMaxPerRoute(MOST);
        opened.setValidateAfterInactivity(REST_MILLIS);
        return opened;
    }

    /** The library's usual ones write all headers, which have passwords, into its fine log. */
    private ManagedHttpClientConnection connection(HttpRoute route, ConnectionConfig configuration) {
        return new DefaultManagedHttpClientConnection(route.toString(), BUFFER_BYTES);
    }

    /** Cuts what is under way. Later requests open new connections. */
    @Override
    public synchronized void close() {
        pool.ifPresent(PoolingHttpClientConnectionManager::close);
        pool = Optional.empty();
    }
}
