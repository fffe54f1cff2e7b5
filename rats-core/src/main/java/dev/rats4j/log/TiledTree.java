package dev.rats4j.log;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tree that is kept in tiles, C2SP tlog-tiles, with the head that it is held against: best that of a {@link VerifiedCheckpoint}.
 * Tiles are read as they are needed and never believed.
 */
@CheckReturnValue
public final class TiledTree {

    private final TileReader reader;
    private final TreeHead head;

    /**
     * A tree.
     *
     * @param reader gives tiles
     * @param head what the tiles have to lead to
     */
    public TiledTree(TileReader reader, TreeHead head) {
        this.reader = reader;
        this.head = head;
    }

    /** The head. */
    public TreeHead head() {
        return head;
    }

    /**
     * The root that the tiles lead to: the head's, or the tiles are not of this tree.
     *
     * @throws MalformedMessageException if a tile has another length than its place says
     * @throws IOException if a tile is missing or cannot be read
     */
    public Bytes root() throws IOException, MalformedMessageException {
        return new Reading().hash(new TreeNodes.Range(0, head.size()));
    }

    /** The proof for a leaf, made of tiles and not checked. */
    public InclusionProof inclusionProof(long leafIndex) throws IOException, MalformedMessageException {
        if (leafIndex < 0 || leafIndex >= head.size()) {
            throw new IllegalArgumentException("leaf " + leafIndex + " in a tree of size " + head.size());
        }
        return new InclusionProof(
                head.size(), leafIndex, new Reading().hashes(TreeNodes.inclusion(leafIndex, head.size())));
    }

    /** The proof that this tree continues an older one, made of tiles and not checked. */
    public ConsistencyProof consistencyProof(long olderSize) throws IOException, MalformedMessageException {
        if (olderSize <= 0 || olderSize > head.size()) {
            throw new IllegalArgumentException("from a tree of size " + olderSize + " to one of size " + head.size());
        }
        return new ConsistencyProof(
                olderSize, head.size(), new Reading().hashes(TreeNodes.consistency(olderSize, head.size())));
    }

    /** Checks that a leaf is in the tree; empty unless it is, by these tiles. */
    public Optional<VerifiedInclusion> verify(long leafIndex, Bytes leafHash)
            throws IOException, MalformedMessageException {
        return inclusionProof(leafIndex).verify(leafHash, head);
    }

    /**
     * Checks entries that follow one another. The entries are hashed; tiles are read for what is beside them only.
     *
     * @param first index of the first
     * @return empty unless the entries lead to the head, by these tiles
     */
    public Optional<VerifiedEntries> verify(long first, List<Bytes> entries)
            throws IOException, MalformedMessageException {
        if (first < 0 || entries.isEmpty() || entries.size() > head.size() - first) {
            throw new IllegalArgumentException(entries.size() + " entries from " + first + " on");
        }
        Bytes root = new Reading().hashWith(new TreeNodes.Range(0, head.size()), first, entries);
        return root.equals(head.root()) ? Optional.of(new VerifiedEntries(head, first, entries)) : Optional.empty();
    }

    /** One look at the tiles; each is read once. */
    private final class Reading {
        private final Map<Tile, Bytes> read = new HashMap<>();

        List<Bytes> hashes(List<TreeNodes.Range> ranges) throws IOException, MalformedMessageException {
            List<Bytes> hashes = new ArrayList<>();
            for (TreeNodes.Range range : ranges) {
                hashes.add(hash(range));
            }
            return hashes;
        }

        Bytes hash(TreeNodes.Range range) throws IOException, MalformedMessageException {
            List<Bytes> hashes = new ArrayList<>();
            for (TreeNodes.Node node : TreeNodes.nodes(range)) {
                hashes.add(node(node));
            }
            return TreeNodes.fold(hashes);
        }

        Bytes hashWith(TreeNodes.Range range, long first, List<Bytes> entries)
                throws IOException, MalformedMessageException {
            if (range.end() <= first || range.start() >= first + entries.size()) {
                return hash(range);
            }
            if (range.size() == 1) {
                return MerkleHash.ofLeaf(entries.get((int) (range.start() - first)));
            }
            return MerkleHash.ofNode(hashWith(range.left(), first, entries), hashWith(range.right(), first, entries));
        }

        private Bytes node(TreeNodes.Node node) throws IOException, MalformedMessageException {
            int level = node.height() / Tile.HEIGHT;
            int above = node.height() % Tile.HEIGHT;
            long firstHash = node.index() << above;
            Bytes tile = tile(level, firstHash / Tile.FULL);
            List<Bytes> row = new ArrayList<>();
            int at = (int) (firstHash % Tile.FULL);
            for (int i = at; i < at + (1 << above); i++) {
                row.add(tile.slice(i * MerkleHash.LENGTH, (i + 1) * MerkleHash.LENGTH));
            }
            while (row.size() > 1) {
                List<Bytes> next = new ArrayList<>();
                for (int i = 0; i < row.size(); i += 2) {
                    next.add(MerkleHash.ofNode(row.get(i), row.get(i + 1)));
                }
                row = next;
            }
            return row.get(0);
        }

        private Bytes tile(int level, long index) throws IOException, MalformedMessageException {
            long hashesOfLevel = head.size() >>> (Tile.HEIGHT * level);
            int width = (int) Math.min(Tile.FULL, hashesOfLevel - index * Tile.FULL);
            Tile place = new Tile(level, index, width);
            Bytes known = read.get(place);
            if (known == null) {
                known = fetch(place);
                read.put(place, known);
            }
            return known;
        }

        private Bytes fetch(Tile place) throws IOException, MalformedMessageException {
            Optional<Bytes> found = reader.read(place);
            if (found.isPresent()) {
                return exactly(found.get(), place);
            }
            if (place.isPartial() && place.hasFull()) { // a log may delete it once the full one is there
                found = reader.read(place.full());
                if (found.isPresent()) {
                    return exactly(found.get(), place.full());
                }
            }
            throw new IOException("the log has no " + place.path());
        }

        private Bytes exactly(Bytes hashes, Tile place) throws MalformedMessageException {
            if (hashes.length() != place.width() * MerkleHash.LENGTH) {
                throw new MalformedMessageException(
                        place.path(), 0, hashes.length() + " bytes, not " + place.width() * MerkleHash.LENGTH);
            }
            return hashes;
        }
    }
}
