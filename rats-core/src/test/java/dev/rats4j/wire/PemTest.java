package dev.rats4j.wire;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PemTest {

    private static final Bytes CONTENT = Bytes.of(1, 2, 3, 4);
    private static final String A = block("A THING");
    private static final String B = block("OTHER");

    private static String block(String label) {
        return "-----BEGIN " + label + "-----\n" + Base64.getEncoder().encodeToString(CONTENT.toByteArray())
                + "\n-----END " + label + "-----\n";
    }

    private static void refused(String text, int offset, String detail) {
        assertRefused(() -> Pem.blocks(Bytes.ofUtf8(text)), "PEM", offset, detail);
    }

    @Test
    @DisplayName("blocks are read in order with label, content and place; what stands outside is a comment")
    void readsBlocks() throws Exception {
        assertThat(Pem.blocks(Bytes.ofUtf8("a comment\n" + A + "another\n" + B.replace("\n", "\r\n") + "the last")))
                .containsExactly(
                        new Pem.Block("A THING", CONTENT, 10), new Pem.Block("OTHER", CONTENT, 18 + A.length()));
    }

    @Test
    @DisplayName("a line of dashes in the wrong place, no end, no base64, and no block at all are malformed")
    void refusesWhatIsNone() {
        String misplaced = "a line of dashes that does not belong here";
        refused("-----END A THING-----\n", 0, misplaced);
        refused("-----BEGIN -----\n", 0, misplaced);
        refused(A.replace("END A THING", "END OTHER"), A.indexOf("-----END"), misplaced);
        refused("x\n-----BEGIN A-----\n" + A, 20, misplaced);
        refused(A.substring(0, A.indexOf("-----END")), A.indexOf("-----END"), "a block has no end");
        refused(A.replace("AQIDBA==", "AQID*A=="), A.indexOf("-----END"), "the block is not base64");
        refused("nothing", 7, "no block");
        refused("", 0, "no block");
    }

    @Test
    @DisplayName("as many blocks as are allowed, and one more")
    void boundsTheNumber() throws Exception {
        assertThat(Pem.blocks(Bytes.ofUtf8(B.repeat(1024)))).hasSize(1024);
        refused(B.repeat(1025), 0, "more than 1024 blocks");
    }

    @Test
    @DisplayName("who wants one block of a kind gets no other, and not one of several")
    void onlyOne() throws Exception {
        assertThat(Pem.onlyBlock(Bytes.ofUtf8("c\n" + A), "A THING")).isEqualTo(CONTENT);
        for (String other : new String[] {B, A + A, A + B}) {
            assertRefused(() -> Pem.onlyBlock(Bytes.ofUtf8(other), "A THING"), "PEM", 0, "is not one block A THING");
        }
    }
}
