package dev.rats4j.log;

import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The place of a tile, C2SP tlog-tiles: up to 256 hashes of one level of the tree.
 *
 * @param level 0 to 7, which hold trees of 2^63 leaves: 0 holds leaves, each other the hashes of full tiles below
 * @param index from 0
 * @param width hashes in it, 1 to 256; below 256 the tile is partial
 */
public record Tile(int level, long index, int width) {

    /** Hashes in a full tile. */
    public static final int FULL = 256;

    /** Levels of the tree in a tile. */
    static final int HEIGHT = 8;

    private static final int MAX_LEVEL = 7;
    private static final int LAST_WIDTH = 127;
    private static final int GROUP = 1000;
    private static final int DIGITS = 3;
    private static final int MAX_PATH = 64;
    private static final String TILE = "tile/";
    private static final String PARTIAL = ".p/";

    /** Refuses a place that no log has. */
    public Tile {
        if (level < 0 || level > MAX_LEVEL || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no tile " + level + ", " + index + ", " + width);
        }
        if (level == MAX_LEVEL ? index > 0 || width > LAST_WIDTH : index > Long.MAX_VALUE >>> (HEIGHT * (level + 1))) {
            throw new IllegalArgumentException("tile " + index + " of level " + level + " is beyond 2^63 leaves");
        }
    }

    /** Whether it holds fewer hashes than it will. */
    public boolean isPartial() {
        return width < FULL;
    }

    /** Whether it can ever be full: the only tile of level 7 never is. */
    boolean hasFull() {
        return level < MAX_LEVEL;
    }

    /** The same place when it is full; the only tile of level 7 never is, and refused. */
    public Tile full() {
        return new Tile(level, index, FULL);
    }

    /** Where a log serves it: {@code tile/0/x001/234.p/17}. */
    public String path() {
        return TILE + level + '/' + place();
    }

    /** Where a log serves the entries of a tile of level 0: {@code tile/entries/x001/234}. */
    public String entriesPath() {
        if (level != 0) {
            throw new IllegalStateException("level " + level + " has no entries");
        }
        return TILE + "entries/" + place();
    }

    private String place() {
        StringBuilder path = new StringBuilder(group(index));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            path.insert(0, 'x' + group(rest) + '/');
        }
        return isPartial() ? path + PARTIAL + width : path.toString();
    }

    private static String group(long number) {
        String digits = Long.toString(GROUP + number % GROUP);
        return digits.substring(1);
    }

    /**
     * Reads a path of hashes as {@link #path} writes it.
     *
     * @throws MalformedMessageException for anything else, also for another spelling of the same place
     */
    public static Tile parse(String path) throws MalformedMessageException {
        boolean isPath =
                path.length() <= MAX_PATH && path.matches("tile/[0-7]/(x[0-9]{3}/)*[0-9]{3}(\\.p/[1-9][0-9]{0,2})?");
        if (!isPath) {
            throw new MalformedMessageException("tile", 0, "no path of a tile");
        }
        String place = path.substring(TILE.length() + 2);
        int dot = place.indexOf(PARTIAL);
        int width = dot < 0 ? FULL : Integer.parseInt(place.substring(dot + PARTIAL.length()));
        try {
            Tile tile =
                    new Tile(path.charAt(TILE.length()) - '0', index(dot < 0 ? place : place.substring(0, dot)), width);
            if (tile.path().equals(path)) {
                return tile;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedMessageException("tile", 0, "no log is as large");
        }
        throw new MalformedMessageException("tile", 0, "is not spelled as tiles are");
    }

    private static long index(String groups) {
        long index = 0;
        Deque<String> parts = new ArrayDeque<>(List.of(groups.split("/")));
        while (!parts.isEmpty()) {
            String part = parts.removeFirst();
            int number = Integer.parseInt(part.substring(part.length() - DIGITS));
            index = Math.addExact(Math.multiplyExact(index, GROUP), number);
        }
        return index;
    }
}
