package dev.rats4j.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Both readers, the cursor and the views, say the same of every message. */
class CborCursorPropertyTest {

    private static final int MESSAGES = 10_000;

    private final Random random = new Random(20261125);

    private static String byViews(CborItem item) throws MalformedMessageException {
        StringBuilder all = new StringBuilder().append(item.offset()).append(item.kind());
        switch (item.kind()) {
            case UNSIGNED, NEGATIVE -> all.append(item.bigInteger("n"));
            case BYTES -> all.append(item.bytes("b").toHex());
            case TEXT -> all.append(item.text("t"));
            case BOOLEAN -> all.append(item.bool("b"));
            case ARRAY -> {
                for (CborItem element : item.elements("a")) {
                    all.append(byViews(element));
                }
            }
            case MAP ->
                item.forEachPair("m", (key, value) -> all.append(byViews(key)).append(byViews(value)));
            case TAG -> all.append(item.tag("t")).append(byViews(item.tagContent("t")));
            default -> all.append(item.encoded().toHex());
        }
        return all.append(';').toString();
    }

    private static String byCursor(CborCursor in) throws MalformedMessageException {
        StringBuilder all = new StringBuilder().append(in.offset()).append(in.kind());
        switch (in.kind()) {
            case UNSIGNED, NEGATIVE -> all.append(in.bigInteger("n"));
            case BYTES -> all.append(in.bytes("b").toHex());
            case TEXT -> all.append(in.text("t"));
            case BOOLEAN -> all.append(in.bool("b"));
            case ARRAY -> {
                in.enterArray("a");
                while (in.more()) {
                    all.append(byCursor(in));
                }
            }
            case MAP -> {
                in.enterMap("m");
                while (in.more()) {
                    all.append(byCursor(in)).append(byCursor(in));
                }
            }
            case TAG -> all.append(in.tag("t")).append(byCursor(in));
            default -> all.append(in.item().encoded().toHex());
        }
        return all.append(';').toString();
    }

    private interface Reading {
        String read() throws MalformedMessageException;
    }

    /** What was read, or the words of the refusal. */
    private static String outcome(Reading reading) {
        try {
            return reading.read();
        } catch (MalformedMessageException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void head(ByteArrayOutputStream out, int major, long argument) {
        byte[] all = new BigInteger(
                        1,
                        Bytes.fromHex(String.format(java.util.Locale.ROOT, "%016x", argument))
                                .toByteArray())
                .add(BigInteger.ONE.shiftLeft(64))
                .toByteArray(); // a one, then eight bytes
        int least = argument < 0 || argument >= 1L << 32 ? 3 : argument >= 1 << 16 ? 2 : argument >= 1 << 8 ? 1 : 0;
        if (argument >= 0 && argument < 24 && random.nextInt(4) > 0) {
            out.write(major << 5 | (int) argument);
            return;
        }
        int size = least + random.nextInt(4 - least); // also longer than needed
        out.write(major << 5 | (24 + size));
        out.write(all, all.length - (1 << size), 1 << size);
    }

    private void item(ByteArrayOutputStream out, int depth) {
        switch (random.nextInt(depth > 8 ? 5 : 9)) {
            case 0 -> head(out, random.nextInt(2), random.nextLong() >>> random.nextInt(64));
            case 1, 2 -> string(out, 2 + random.nextInt(2));
            case 3 -> out.write(0xf4 + random.nextInt(4));
            case 4 -> out.writeBytes(new byte[] {(byte) 0xf9, (byte) random.nextInt(256), (byte) random.nextInt(256)});
            case 5, 6 -> array(out, depth);
            case 7 -> map(out, depth);
            default -> {
                head(out, 6, random.nextInt(600));
                item(out, depth + 1);
            }
        }
    }

    private void string(ByteArrayOutputStream out, int major) {
        int chunks = random.nextInt(4);
        if (chunks == 0) {
            chunk(out, major);
            return;
        }
        out.write(major << 5 | 31);
        for (int i = 1; i < chunks; i++) {
            chunk(out, major);
        }
        out.write(0xff);
    }

    private void chunk(ByteArrayOutputStream out, int major) {
        int length = random.nextInt(30);
        head(out, major, length);
        for (int i = 0; i < length; i++) {
            out.write('a' + random.nextInt(26));
        }
    }

    private void array(ByteArrayOutputStream out, int depth) {
        int count = random.nextInt(6);
        boolean indefinite = random.nextBoolean();
        if (indefinite) {
            out.write(0x9f);
        } else {
            head(out, 4, count);
        }
        for (int i = 0; i < count; i++) {
            item(out, depth + 1);
        }
        if (indefinite) {
            out.write(0xff);
        }
    }

    private void map(ByteArrayOutputStream out, int depth) {
        int count = random.nextInt(6);
        boolean indefinite = random.nextBoolean();
        if (indefinite) {
            out.write(0xbf);
        } else {
            head(out, 5, count);
        }
        for (int i = 0; i < count; i++) {
            head(out, random.nextInt(2), i * 7L);
            item(out, depth + 1);
        }
        if (indefinite) {
            out.write(0xff);
        }
    }

    private Bytes mutated(byte[] message) {
        byte[] changed = message.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return Bytes.copyOf(changed);
    }

    private static Optional<CborItem> decoded(Bytes message) {
        try {
            return Optional.of(CborItem.decode(message, CborProfile.WELL_FORMED));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    @Test
    @DisplayName("the cursor reads what views read, and refuses what they refuse, whatever the encoding")
    void readersAgree() {
        int read = 0;
        for (int i = 0; i < MESSAGES; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            array(out, 0);
            assertThat(decoded(Bytes.copyOf(out.toByteArray()))).isPresent();
            for (Bytes message : new Bytes[] {Bytes.copyOf(out.toByteArray()), mutated(out.toByteArray())}) {
                Optional<CborItem> item = decoded(message);
                if (item.isPresent()) {
                    read++;
                    assertThat(outcome(() -> byCursor(CborCursor.of(item.get()))))
                            .as(message::toHex)
                            .isEqualTo(outcome(() -> byViews(item.get())));
                }
            }
        }
        assertThat(read).isGreaterThan(MESSAGES + MESSAGES / 20);
    }
}
