package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** An independent eye on the API server: a plain watch that notes when each change came, sharing nothing with the engine. */
final class RawWatch implements AutoCloseable {
    /**
     * A change.
     *
     * @param nanos when it was received, as {@link System#nanoTime}
     */
    record Seen(long nanos, JsonNode object) {}

    private final List<Seen> seen = new ArrayList<>();
    private final InputStream stream;
    private volatile boolean closed;

    /** @param path of the collection, for instance {@code /api/v1/namespaces/streaming/pods} */
    RawWatch(String server, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path + "?watch=true"))
                .build();
        stream = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
        Thread reader = new Thread(this::read, "raw-watch " + path);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long now = System.nanoTime();
                Seen change = new Seen(now, Json.read(line).path("object"));
                synchronized (seen) {
                    seen.add(change);
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The first change from a moment on that is so, if any was seen by now. */
    OptionalLong first(long fromNanos, Predicate<JsonNode> wanted) {
        return all(fromNanos).stream()
                .filter(change -> wanted.test(change.object()))
                .mapToLong(Seen::nanos)
                .findFirst();
    }

    /** All changes from a moment on that were seen by now. */
    List<Seen> all(long fromNanos) {
        synchronized (seen) {
            return seen.stream().filter(change -> change.nanos() >= fromNanos).toList();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        // Not the reader, whose lock is held for as long as it waits for a line.
        stream.close();
    }
}
