package io.jenkins.plugins.flinkdeploy.engine.image;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.flinkdeploy.localcluster.registry.FaultyRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Wants a token for each request, gives one for a password, and takes each only so many times. */
final class Tokens implements FaultyRegistry.Fault {
    private final String address;
    private final String basic;
    private final int uses;
    private final Map<String, Integer> left = new LinkedHashMap<>();

    /**
     * @param address where tokens are given, with the scheme
     * @param basic user and password as HTTP sends them
     */
    Tokens(String address, String basic, int uses) {
        this.address = address;
        this.basic = basic;
        this.uses = uses;
    }

    synchronized List<String> issued() {
        return List.copyOf(left.keySet());
    }

    @Override
    public synchronized boolean answer(HttpExchange exchange, byte[] body) throws IOException {
        String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (exchange.getRequestURI().getPath().equals("/token")) {
            give(exchange, sent);
            return true;
        }
        // Several clients of one build have a token each.
        if (sent.startsWith("Bearer ") && left.merge(sent.substring("Bearer ".length()), -1, Integer::sum) >= 0) {
            return false;
        }
        exchange.getResponseHeaders()
                .set(
                        "WWW-Authenticate",
                        "Bearer realm=\"" + address
                                + "/token\",service=\"test\",scope=\"repository:team/app:pull,push\"");
        exchange.sendResponseHeaders(401, -1);
        return true;
    }

    private void give(HttpExchange exchange, String sent) throws IOException {
        // A base image is asked for without a password first.
        if (!sent.equals("Basic " + basic) && !sent.equals("null")) {
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        String token = "token-" + UUID.randomUUID();
        left.put(token, uses);
        byte[] answer = ("{\"token\":\"" + token + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }
}
