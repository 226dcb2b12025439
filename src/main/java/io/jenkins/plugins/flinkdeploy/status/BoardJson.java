package io.jenkins.plugins.flinkdeploy.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.cost.CostCalculator;
import io.jenkins.plugins.flinkdeploy.engine.cost.Money;
import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import io.jenkins.plugins.flinkdeploy.engine.status.BoardRow;
import io.jenkins.plugins.flinkdeploy.engine.status.BoardView;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of the table of clusters as its script takes them, in the language of who asks. */
final class BoardJson {
    private BoardJson() {}

    static String unchanged(String version) {
        return Json.write(Json.object().put("version", version).put("unchanged", true));
    }

    static String of(String version, List<LiveTarget> targets, Optional<Prices> prices) {
        ObjectNode json = Json.object().put("version", version);
        json.put("now", System.currentTimeMillis());
        ArrayNode places = json.putArray("targets");
        ArrayNode rows = json.putArray("rows");
        for (LiveTarget target : targets) {
            BoardView view = target.view();
            String name = target.target().getName();
            places.add(place(target, view));
            Map<ResourceId, Money> costs =
                    prices.map(given -> costs(target, given)).orElse(Map.of());
            for (BoardRow row : view.rows()) {
                ObjectNode shown = row(name, row);
                HealthView.of(target, row).ifPresent(health -> put(shown, health));
                Optional.ofNullable(costs.get(row.resource())).ifPresent(price -> put(shown, price));
                rows.add(shown);
            }
        }
        return Json.write(json);
    }

    private static Map<ResourceId, Money> costs(LiveTarget target, Prices prices) {
        Map<ResourceId, Money> costs = new HashMap<>();
        target.costs(new CostCalculator(Optional.of(prices)))
                .forEach(cost -> cost.month().ifPresent(price -> costs.put(cost.resource(), price)));
        return costs;
    }

    private static void put(ObjectNode row, HealthView health) {
        row.put("health", health.rank())
                .put("healthText", health.getText())
                .put("healthTone", health.getTone())
                .put("healthWhy", health.getWhy());
    }

    private static void put(ObjectNode row, Money price) {
        row.put("cost", price.amount()).put("costText", price.toString());
    }

    private static ObjectNode place(LiveTarget target, BoardView view) {
        ObjectNode place = Json.object();
        place.put("name", target.target().getName());
        place.put("state", view.current() ? "current" : TargetTexts.isLoading(target, view) ? "loading" : "silent");
        TargetTexts.trouble(target, view).ifPresent(text -> place.put("text", text));
        return place;
    }

    private static ObjectNode row(String target, BoardRow row) {
        ObjectNode json = Json.object();
        json.put("target", target);
        json.put("namespace", row.resource().namespace());
        json.put("name", row.resource().name());
        json.put("url", Links.below(target, row.resource()));
        json.put("session", row.session());
        json.put("state", row.state().name());
        json.put("stateText", StateTexts.of(row.state()));
        json.put("tone", StateTexts.tone(row.state()));
        json.put("why", why(row));
        json.put("jobs", jobs(row));
        json.put(
                "jobCount",
                row.jobs().values().stream().mapToInt(Integer::intValue).sum());
        json.put(
                "pods",
                Messages.ClustersPage_pods(row.pods().ready(), row.pods().all()));
        json.put("podCount", row.pods().all());
        json.put("commit", row.version().commit().map(Text::commit).orElse(""));
        json.put("standing", StateTexts.of(row.version().standing()));
        json.put("owner", row.owner().orElse(""));
        time(json, "since", row.since());
        time(json, "deployedAt", row.deployed().at());
        json.put("deployedBy", row.deployed().by().orElse(""));
        row.deployed().buildUrl().flatMap(Links::safe).ifPresent(address -> json.put("buildUrl", address));
        return json;
    }

    private static void time(ObjectNode json, String name, Optional<Instant> time) {
        time.ifPresent(at -> json.put(name, at.toEpochMilli()));
    }

    private static String why(BoardRow row) {
        String wanted =
                row.wantedStopped() && row.state() == ClusterState.STOPPING ? Messages.ClustersPage_stopWanted() : "";
        return row.reason().map(Secrets::masked).orElse(wanted);
    }

    private static String jobs(BoardRow row) {
        return row.jobs().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(entry -> entry.getValue() + " " + StateTexts.ofJob(entry.getKey()))
                .collect(Collectors.joining(", "));
    }
}
