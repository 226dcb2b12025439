package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.util.SplittableRandom;

/** Bytes that no compressor makes smaller, the same on each machine. */
final class Noise {
    private static final int BLOCK = 4096;

    private Noise() {}

    static byte[] bytes(int seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] block = new byte[BLOCK];
        byte[] bytes = new byte[size];
        for (int start = 0; start < size; start += BLOCK) {
            random.nextBytes(block);
            System.arraycopy(block, 0, bytes, start, Math.min(BLOCK, size - start));
        }
        return bytes;
    }
}
