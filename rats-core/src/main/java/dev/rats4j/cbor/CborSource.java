package dev.rats4j.cbor;

import dev.rats4j.wire.Bytes;
import java.util.Arrays;

/**
 * A message and where its larger containers end, so that whoever steps over one need not walk through it again. Containers are numbered
 * in the order of their starts. Small ones are left out, and so are those beyond a limit that keeps the table below the size of the
 * message: they are walked through.
 */
final class CborSource {

    /** Walking through fewer bytes costs no more than looking up. */
    private static final int SMALLEST = 16;
    /** Numbers kept of each container: its start, its end, and the number of the next one that is not inside of it. */
    private static final int WIDTH = 3;
    /** A container in so many bytes of message at most; with 12 bytes each, the table is at most twice the message. */
    private static final int BYTES_OF_MESSAGE = 6;

    private static final int FIRST_ROOM = 16;
    /** Of the limit, one in so many is used by usual messages. */
    private static final int USUAL_SHARE = 3;

    private final Bytes message;
    private final int limit;
    private int[] table = new int[0];
    private int count;

    CborSource(Bytes message) {
        this.message = message;
        this.limit = message.length() / BYTES_OF_MESSAGE;
    }

    Bytes message() {
        return message;
    }

    /** A container starts here. Returns its number, or the limit if there is no room for it. */
    int open(int start) {
        if (count == limit) {
            return limit;
        }
        if (table.length == count * WIDTH) {
            int room = Math.max(FIRST_ROOM, Math.max(limit / USUAL_SHARE, count * 2));
            table = Arrays.copyOf(table, Math.min(limit, room) * WIDTH);
        }
        table[count * WIDTH] = start;
        return count++;
    }

    /** The container with this number ends; those inside of it were closed before. */
    void close(int number, int end) {
        if (number == limit) {
            return;
        }
        if (end - table[number * WIDTH] < SMALLEST) {
            count = number; // no container inside of it is larger, so none has kept a number
            return;
        }
        table[number * WIDTH + 1] = end;
        table[number * WIDTH + 2] = count;
    }

    /** Whether the container that starts here has this number; if not, it has none, and neither have those inside of it. */
    boolean has(int number, int start) {
        return number < count && table[number * WIDTH] == start;
    }

    int end(int number) {
        return table[number * WIDTH + 1];
    }

    int next(int number) {
        return table[number * WIDTH + 2];
    }
}
