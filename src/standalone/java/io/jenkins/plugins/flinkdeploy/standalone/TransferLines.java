package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.image.BuildLog;
import io.jenkins.plugins.flinkdeploy.engine.image.BuildProgress;
import io.jenkins.plugins.flinkdeploy.engine.image.Transfer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The lines of an image build; on a terminal one more below them for each layer that is on its way. */
final class TransferLines implements BuildLog, BuildProgress {
    private static final int BAR = 24;
    private static final int MOST = 8;
    private static final long PAUSE_NANOS = 100_000_000L;
    private static final double MEGA = 1_000_000.0;

    private final PrintWriter out;
    private final boolean terminal;
    private List<Transfer> moving = List.of();
    private int drawn;
    private long drawnAt = System.nanoTime() - PAUSE_NANOS;

    TransferLines(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void line(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    @Override
    public synchronized void show(List<Transfer> transfers) {
        moving = transfers;
        if (terminal && System.nanoTime() - drawnAt >= PAUSE_NANOS) {
            erase();
            draw();
            drawnAt = System.nanoTime();
        }
    }

    /** Takes the moving lines away. */
    synchronized void finish() {
        erase();
        out.flush();
    }

    private void draw() {
        for (Transfer transfer : moving.subList(0, Math.min(MOST, moving.size()))) {
            out.println("  " + text(transfer));
            drawn++;
        }
        out.flush();
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\r\u001b[J");
            drawn = 0;
        }
    }

    static String text(Transfer transfer) {
        double part = transfer.total() == 0 ? 0 : Math.min(1.0, (double) transfer.done() / transfer.total());
        int full = (int) Math.round(part * BAR);
        return String.format(
                Locale.ROOT,
                "%-18s %s%s %3.0f %% of %.1f MB",
                transfer.what(),
                "━".repeat(full),
                "─".repeat(BAR - full),
                part * 100,
                transfer.total() / MEGA);
    }
}
