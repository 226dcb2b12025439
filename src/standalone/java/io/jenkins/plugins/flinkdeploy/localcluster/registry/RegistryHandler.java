package io.jenkins.plugins.flinkdeploy.localcluster.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the endpoint that a request is for, and turns what it refuses into the error body of the specification. */
final class RegistryHandler implements HttpHandler {
    private static final Logger LOG = Logger.getLogger(RegistryHandler.class.getName());

    // Greedy: a repository may itself have a component called "blobs" or "manifests"; the last one counts.
    private static final Pattern UPLOADS = Pattern.compile("/v2/(.+)/blobs/uploads/([^/]*)");
    private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/([^/]+)");
    private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
    private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");

    private final BlobEndpoint blobs;
    private final UploadEndpoint uploads;
    private final ManifestEndpoint manifests;

    RegistryHandler(BlobStore blobs, RepositoryStore repositories, UploadStore uploads) {
        this.blobs = new BlobEndpoint(blobs, repositories);
        this.uploads = new UploadEndpoint(uploads, blobs, repositories);
        this.manifests = new ManifestEndpoint(blobs, repositories);
    }

    @Override
    public void handle(HttpExchange exchange) {
        Request request = new Request(exchange);
        try (exchange) {
            answer(request);
        } catch (IOException e) {
            // The client went away, or the disk is full; in both cases the connection is cut, which the client sees.
            LOG.log(Level.WARNING, e, () -> exchange.getRequestMethod() + " " + exchange.getRequestURI() + " failed");
        }
    }

    private void answer(Request request) throws IOException {
        try {
            route(request);
        } catch (RegistryError e) {
            request.refuse(e);
        }
    }

    private void route(Request request) throws IOException {
        String path = request.path();
        Matcher matcher;
        if (path.equals("/v2/") || path.equals("/v2")) {
            request.json(200, "{}");
        } else if ((matcher = UPLOADS.matcher(path)).matches()) {
            uploads.handle(request, RepositoryName.parse(matcher.group(1)), matcher.group(2));
        } else if ((matcher = BLOB.matcher(path)).matches()) {
            blobs.handle(request, RepositoryName.parse(matcher.group(1)), Digest.parse(matcher.group(2)));
        } else if ((matcher = MANIFEST.matcher(path)).matches()) {
            manifests.handle(request, RepositoryName.parse(matcher.group(1)), matcher.group(2));
        } else if ((matcher = TAGS.matcher(path)).matches()) {
            manifests.tags(request, RepositoryName.parse(matcher.group(1)));
        } else {
            throw new RegistryError(ErrorCode.NAME_INVALID, "no such endpoint: " + path);
        }
    }
}
