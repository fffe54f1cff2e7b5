package dev.rats4j.log;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TiledTreeTest {

    private static final int SIZE = 70_000;
    private static final List<Bytes> ENTRIES = NaiveMerkle.entries(SIZE);
    private static final MerkleTree TREE = NaiveMerkle.tree(ENTRIES);

    /** All tiles of a tree, by path: the hashes at heights 0, 8 and 16. */
    private static Map<String, Bytes> tiles(int size) {
        Map<String, Bytes> tiles = new HashMap<>();
        for (int level = 0; size >> 8 * level > 0; level++) {
            int hashes = size >> 8 * level;
            for (int first = 0; first < hashes; first += 256) {
                int width = Math.min(256, hashes - first);
                Bytes[] row = new Bytes[width];
                for (int i = 0; i < width; i++) {
                    row[i] = TREE.node(8 * level, first + i);
                }
                tiles.put(new Tile(level, first / 256, width).path(), Bytes.concat(row));
            }
        }
        return tiles;
    }

    private static TiledTree tree(Map<String, Bytes> tiles, int size) {
        return new TiledTree(tile -> Optional.ofNullable(tiles.get(tile.path())), TREE.head(size));
    }

    @Test
    void tilesOfTheExampleOfTheSpecification() {
        Map<String, Bytes> tiles = tiles(SIZE);
        assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1);
        assertThat(tiles)
                .containsKeys("tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
        assertThat(tiles(256)).containsOnlyKeys("tile/0/000", "tile/1/000.p/1");
    }

    @Test
    void proofsAreThoseOfTheTree() throws IOException, MalformedMessageException {
        Random random = new Random(256);
        for (int size : new int[] {1, 2, 255, 256, 257, 300, 511, 512, 513, 65_535, 65_536, 65_537, SIZE}) {
            TiledTree tiled = tree(tiles(size), size);
            assertThat(tiled.root()).isEqualTo(tiled.head().root());
            for (int round = 0; round < 20; round++) {
                int index = random.nextInt(size);
                assertThat(tiled.inclusionProof(index)).isEqualTo(TREE.inclusionProof(index, size));
                assertThat(tiled.verify(index, MerkleHash.ofLeaf(ENTRIES.get(index))))
                        .isPresent();
                assertThat(tiled.verify(index, MerkleHash.ofLeaf(Bytes.EMPTY))).isEmpty();
                assertThat(tiled.consistencyProof(index + 1L)).isEqualTo(TREE.consistencyProof(index + 1L, size));
            }
        }
    }

    @Test
    void entriesInARow() throws IOException, MalformedMessageException {
        Random random = new Random(257);
        TiledTree tiled = tree(tiles(SIZE), SIZE);
        for (int round = 0; round < 30; round++) {
            int first = random.nextInt(SIZE);
            int count = 1 + random.nextInt(Math.min(600, SIZE - first));
            List<Bytes> entries = new ArrayList<>(ENTRIES.subList(first, first + count));
            VerifiedEntries verified = tiled.verify(first, entries).orElseThrow();
            assertThat(verified.first()).isEqualTo(first);
            assertThat(verified.entries()).isEqualTo(entries);
            assertThat(verified.head()).isEqualTo(TREE.head());
            entries.set(random.nextInt(count), Bytes.EMPTY);
            assertThat(tiled.verify(first, entries)).isEmpty();
        }
        assertThat(tiled.verify(0, ENTRIES)).isPresent();
    }

    @Test
    void entriesAtAnotherPlace() throws IOException, MalformedMessageException {
        TiledTree tiled = tree(tiles(300), 300);
        assertThat(tiled.verify(10, ENTRIES.subList(11, 20))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> tiled.verify(0, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> tiled.verify(299, ENTRIES.subList(0, 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> tiled.verify(-1, ENTRIES.subList(0, 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> tiled.inclusionProof(300));
        assertThatIllegalArgumentException().isThrownBy(() -> tiled.inclusionProof(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> tiled.consistencyProof(0));
        assertThatIllegalArgumentException().isThrownBy(() -> tiled.consistencyProof(301));
    }

    @Test
    void everyHashOfEveryTileCounts() throws IOException, MalformedMessageException {
        int size = 300;
        for (Map.Entry<String, Bytes> tile : tiles(size).entrySet()) {
            for (int at = 0; at < tile.getValue().length(); at += 32) {
                Map<String, Bytes> changed = tiles(size);
                byte[] hashes = tile.getValue().toByteArray();
                hashes[at] ^= 1;
                changed.put(tile.getKey(), Bytes.copyOf(hashes));
                TiledTree tiled = tree(changed, size);
                int index = tile.getKey().startsWith("tile/1") || at >= 44 * 32 ? 299 : at / 32;
                boolean isUsed = tiled.verify(index, MerkleHash.ofLeaf(ENTRIES.get(index)))
                                .isEmpty()
                        || tiled.verify(at / 32 ^ 1, MerkleHash.ofLeaf(ENTRIES.get(at / 32 ^ 1)))
                                .isEmpty();
                assertThat(isUsed).as(tile.getKey() + " at " + at).isTrue();
            }
        }
    }

    @Test
    void aFullTileStandsInForAPartialOne() throws IOException, MalformedMessageException {
        Map<String, Bytes> later = tiles(512);
        assertThat(later).doesNotContainKey("tile/0/001.p/44");
        TiledTree tiled = tree(later, 300);
        assertThatIOException().isThrownBy(tiled::root).withMessage("the log has no tile/1/000.p/1");
        later.put("tile/1/000.p/1", tiles(300).get("tile/1/000.p/1"));
        assertThat(tree(later, 300).root()).isEqualTo(TREE.head(300).root());
    }

    @Test
    void tilesOfAnotherLength() {
        Map<String, Bytes> tiles = tiles(3);
        tiles.put("tile/0/000.p/3", Bytes.of(new int[64]));
        assertRefused(() -> tree(tiles, 3).root(), "tile/0/000.p/3", 0, "64 bytes, not 96");
    }

    @Test
    @DisplayName(
            "the largest size that a checkpoint can state is that of a log without tiles, and no error of the caller")
    void largestTree() {
        TiledTree largest =
                new TiledTree(tile -> Optional.empty(), new TreeHead(Long.MAX_VALUE, MerkleHash.ofLeaf(Bytes.EMPTY)));
        assertThatIOException().isThrownBy(largest::root).withMessage("the log has no tile/7/000.p/127");
    }
}
