package dev.rats4j.log;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {

    @Test
    void pathsOfTheSpecification() {
        assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(0, 0, 256).path()).isEqualTo("tile/0/000");
        assertThat(new Tile(1, 1, 17).path()).isEqualTo("tile/1/001.p/17");
        assertThat(new Tile(0, 273, 112).entriesPath()).isEqualTo("tile/entries/273.p/112");
        assertThat(new Tile(0, 1000, 256).entriesPath()).isEqualTo("tile/entries/x001/000");
        assertThatIllegalStateException().isThrownBy(() -> new Tile(1, 0, 1).entriesPath());
    }

    @Test
    void pathsAreReadBack() throws MalformedMessageException {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            int level = random.nextInt(6);
            long index = random.nextLong() >>> (8 * (level + 1) + 1 + random.nextInt(8));
            Tile tile = new Tile(level, index, 1 + random.nextInt(256));
            assertThat(Tile.parse(tile.path())).isEqualTo(tile);
        }
        assertThat(new Tile(0, 5, 3).isPartial()).isTrue();
        assertThat(new Tile(0, 5, 3).full()).isEqualTo(new Tile(0, 5, 256));
        assertThat(new Tile(0, 5, 256).isPartial()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/8/000",
                "tile/00/000",
                "tile/0/0",
                "tile/0/0000",
                "tile/0/x000",
                "tile/0/001/000",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/1000",
                "tile/0/000.p/",
                "/tile/0/000",
                "tile/0/000/",
                "tile/entries/000",
                "tile/0/-01",
                "tile/0/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/000"
            })
    void otherPathsAreRefused(String path) {
        assertRefused(() -> Tile.parse(path), "tile", 0, "no path of a tile");
    }

    @Test
    void otherSpellingsAreRefused() {
        assertRefused(() -> Tile.parse("tile/0/x000/000"), "tile", 0, "is not spelled as tiles are");
        assertRefused(() -> Tile.parse("tile/0/000.p/256"), "tile", 0, "is not spelled as tiles are");
        assertRefused(() -> Tile.parse("tile/0/000.p/257"), "tile", 0, "no log is as large");
        assertRefused(() -> Tile.parse("tile/7/001"), "tile", 0, "no log is as large");
        assertRefused(() -> Tile.parse("tile/0/x999/x999/x999/x999/x999/x999/999"), "tile", 0, "no log is as large");
    }

    @Test
    void placesThatNoLogHas() throws MalformedMessageException {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(-1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(8, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 257));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(7, 0, 128));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 1L << 55, 1));
        assertThat(Tile.parse(new Tile(0, (1L << 55) - 1, 256).path()).index()).isEqualTo((1L << 55) - 1);
        assertThat(new Tile(7, 0, 127).path()).isEqualTo("tile/7/000.p/127");
    }

    @Test
    void bundles() throws MalformedMessageException {
        EntryBundle bundle = new EntryBundle(List.of(Bytes.of(1, 2), Bytes.EMPTY, Bytes.copyOf(new byte[65_535])));
        assertThat(EntryBundle.decode(bundle.encode())).isEqualTo(bundle);
        assertThat(bundle.encode().slice(0, 6)).isEqualTo(Bytes.of(0, 2, 1, 2, 0, 0));
        assertThat(EntryBundle.decode(new EntryBundle(Collections.nCopies(256, Bytes.of(1))).encode())
                        .entries())
                .hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> new EntryBundle(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new EntryBundle(List.of(Bytes.copyOf(new byte[65_536]))));
        assertThatIllegalArgumentException().isThrownBy(() -> new EntryBundle(Collections.nCopies(257, Bytes.EMPTY)));
    }

    @Test
    void otherBundlesAreRefused() {
        assertRefused(() -> EntryBundle.decode(Bytes.EMPTY), "entry.length", 0);
        assertRefused(() -> EntryBundle.decode(Bytes.of(0)), "entry.length", 0);
        assertRefused(() -> EntryBundle.decode(Bytes.of(0, 1)), "entry", 2);
        assertRefused(() -> EntryBundle.decode(Bytes.of(0, 1, 7, 0xff, 0xff, 1)), "entry", 5);
        assertRefused(() -> EntryBundle.decode(Bytes.of(new int[514])), "entry bundle", 512, "more than 256 entries");
    }
}
