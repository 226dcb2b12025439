package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import java.util.BitSet;

/** The loopback addresses of one cluster's pods; an address is used again as late as possible. */
final class AddressPool {
    private static final int FIRST = 2;
    private static final int LAST = 254;

    private final String prefix;
    private final BitSet taken = new BitSet();
    private int next = FIRST;

    /**
     * @param prefix the first three numbers with their dots, for instance {@code 127.77.3.}
     */
    AddressPool(String prefix) {
        this.prefix = prefix;
    }

    synchronized String take() {
        for (int tries = FIRST; tries <= LAST; tries++) {
            int candidate = next;
            next = next == LAST ? FIRST : next + 1;
            if (!taken.get(candidate)) {
                taken.set(candidate);
                return prefix + candidate;
            }
        }
        throw new IllegalStateException("All addresses " + prefix + FIRST + " to " + LAST + " are in use by pods");
    }

    synchronized void release(String address) {
        taken.clear(Integer.parseInt(address.substring(prefix.length())));
    }
}
