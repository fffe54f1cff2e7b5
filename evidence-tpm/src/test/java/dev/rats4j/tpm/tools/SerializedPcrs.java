package dev.rats4j.tpm.tools;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The PCR file of {@code tpm2_quote -o}: C structures in memory order of a little-endian machine, without any marshalling. */
final class SerializedPcrs {

    private static final int BANK_SLOTS = 16;
    private static final int DIGESTS_PER_BLOCK = 8;
    private static final int BLOCK = 4 + DIGESTS_PER_BLOCK * 66;
    private static final Map<HashAlgorithm, Integer> ALGORITHMS = Map.of(
            HashAlgorithm.SHA1, 0x0004,
            HashAlgorithm.SHA256, 0x000b,
            HashAlgorithm.SHA384, 0x000c,
            HashAlgorithm.SHA512, 0x000d);

    private SerializedPcrs() {}

    static Bytes of(PcrValues values) {
        List<Digest> digests = new ArrayList<>();
        values.banks().forEach(bank -> digests.addAll(values.bank(bank).values()));
        int blocks = (digests.size() + DIGESTS_PER_BLOCK - 1) / DIGESTS_PER_BLOCK;
        int head = 4 + BANK_SLOTS * 8;
        ByteBuffer out = ByteBuffer.allocate(head + 4 + blocks * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(values.banks().size());
        for (HashAlgorithm bank : values.banks()) {
            int bits = values.bank(bank).keySet().stream()
                    .mapToInt(number -> 1 << number)
                    .sum();
            out.putShort(ALGORITHMS.get(bank).shortValue())
                    .put((byte) 3)
                    .putInt(bits)
                    .put((byte) 0);
        }
        out.position(head).putInt(blocks);
        for (int i = 0; i < digests.size(); i++) {
            int block = head + 4 + i / DIGESTS_PER_BLOCK * BLOCK;
            out.putInt(block, Math.min(DIGESTS_PER_BLOCK, digests.size() - i / DIGESTS_PER_BLOCK * DIGESTS_PER_BLOCK));
            byte[] digest = digests.get(i).value().toByteArray();
            out.position(block + 4 + i % DIGESTS_PER_BLOCK * 66);
            out.putShort((short) digest.length).put(digest);
        }
        return Bytes.copyOf(out.array());
    }
}
