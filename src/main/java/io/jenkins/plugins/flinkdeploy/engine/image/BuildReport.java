package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines about a finished build: one for each layer of files, then the sums and the image. */
final class BuildReport {
    private final BuildLog log;

    BuildReport(BuildLog log) {
        this.log = log;
    }

    void write(String base, List<FileLayer> layers, Transfers transfers, BuiltImage built) {
        log.line("Image: base " + base + " has digest " + built.baseDigest());
        Map<String, List<FileLayer>> groups = new LinkedHashMap<>();
        for (FileLayer layer : layers) {
            groups.computeIfAbsent(layer.name().split(Staging.PART, 2)[0], name -> new ArrayList<>())
                    .add(layer);
        }
        groups.forEach((name, group) -> log.line(line(name, group, transfers)));
        String time = String.format(Locale.ROOT, "%.1f s", built.duration().toMillis() / 1000.0);
        if (built.pushedBytes() == 0) {
            log.line("Image: unchanged, the registry has all " + Sizes.text(built.skippedBytes()) + " of it (" + time
                    + ")");
        } else {
            log.line("Image: " + Sizes.text(built.pushedBytes()) + " pushed, " + Sizes.text(built.skippedBytes())
                    + " already in the registry (" + time + ")");
        }
        log.line("Image: " + built.pinned());
    }

    private static String line(String name, List<FileLayer> group, Transfers transfers) {
        List<ImageFile> files =
                group.stream().flatMap(layer -> layer.files().stream()).toList();
        long bytes = files.stream()
                .mapToLong(file -> new File(file.source()).length())
                .sum();
        String content = "Image: layer " + name + ", " + files.size() + (files.size() == 1 ? " file, " : " files, ")
                + Sizes.text(bytes) + ": ";
        if (group.size() == 1) {
            return content + fate(group.get(0), transfers);
        }
        long pushed = group.stream()
                .filter(layer ->
                        transfers.built(layer.name()).filter(transfers::wasSent).isPresent())
                .count();
        return content + (pushed == 0 ? "unchanged" : pushed + " of " + group.size() + " parts new, pushed");
    }

    /** Jib tells the digest of a layer only when it put it together; one from the cache is known to be an old one. */
    private static String fate(FileLayer layer, Transfers transfers) {
        return transfers
                .built(layer.name())
                .map(digest -> transfers.wasSent(digest) ? "new, pushed" : "already in the registry")
                .orElse("unchanged since an earlier build here");
    }
}
