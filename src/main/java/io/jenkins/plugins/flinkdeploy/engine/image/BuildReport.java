package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.File;
import java.util.Locale;

/** The lines about a finished build: one for each layer of files, then the sums and the image. */
final class BuildReport {
    private final BuildLog log;

    BuildReport(BuildLog log) {
        this.log = log;
    }

    void write(ImageRequest request, Transfers transfers, BuiltImage built) {
        log.line("Image: base " + request.base() + " has digest " + built.baseDigest());
        for (FileLayer layer : request.layers()) {
            long bytes = layer.files().stream()
                    .mapToLong(file -> new File(file.source()).length())
                    .sum();
            log.line("Image: layer " + layer.name() + ", " + layer.files().size() + " files, " + Sizes.text(bytes)
                    + ": " + fate(layer, transfers));
        }
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

    /** Jib tells the digest of a layer only when it put it together; one from the cache is known to be an old one. */
    private static String fate(FileLayer layer, Transfers transfers) {
        return transfers
                .built(layer.name())
                .map(digest -> transfers.wasSent(digest) ? "new, pushed" : "already in the registry")
                .orElse("unchanged since an earlier build here");
    }
}
