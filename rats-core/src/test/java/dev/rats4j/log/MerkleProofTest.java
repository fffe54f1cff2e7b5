package dev.rats4j.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleProofTest {

    private static final Bytes HASH = MerkleHash.ofLeaf(Bytes.EMPTY);

    @Test
    void hashesOfTheRfc() {
        assertThat(MerkleHash.EMPTY_TREE.toHex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(HASH.toHex()).isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void aTreeOfOneLeafHasAnEmptyPath() {
        TreeHead head = new TreeHead(1, HASH);
        assertThat(new InclusionProof(1, 0, List.of()).verify(HASH, head)).isPresent();
        assertThat(new ConsistencyProof(1, 1, List.of()).verify(head, head)).isPresent();
    }

    @Test
    void indexesAreInTheTree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InclusionProof(1, 1, List.of()))
                .withMessage("leaf 1 in a tree of size 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(0, 0, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(1, -1, List.of()));
    }

    @Test
    void sizesAreInOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsistencyProof(2, 1, List.of()))
                .withMessage("from a tree of size 2 to one of size 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(0, 1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(0, 0, List.of()));
    }

    @Test
    void hashesAreOf32Bytes() {
        Bytes shortHash = HASH.slice(0, 31);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InclusionProof(2, 0, List.of(shortHash)))
                .withMessage("hash of the path of 31 bytes, not 32");
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeHead(1, shortHash));
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(1, 0, List.of()).root(shortHash));
        assertThat(new Subtree(0, 1, HASH).verifyInclusion(0, shortHash, List.of()))
                .isEmpty();
        assertThat(new Subtree(0, 2, HASH).verifyInclusion(0, HASH, List.of(shortHash)))
                .isEmpty();
    }

    @Test
    void anEmptyTreeHasOneRoot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TreeHead(0, HASH))
                .withMessage("empty tree with the root of another");
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeHead(-1, HASH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subtree(1, 1, HASH))
                .withMessage("empty subtree with the root of another");
        assertThat(new MerkleTree().head()).isEqualTo(new TreeHead(0, MerkleHash.EMPTY_TREE));
    }

    @Test
    void treesAnswerForWhatTheyHave() {
        MerkleTree tree = NaiveMerkle.tree(NaiveMerkle.entries(5));
        assertThat(tree.size()).isEqualTo(5);
        assertThat(tree.append(Bytes.of(1))).isEqualTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> tree.head(7)).withMessage("size 7 of a tree that has 6");
        assertThatIllegalArgumentException().isThrownBy(() -> tree.head(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusionProof(5, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusionProof(-1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusionProof(5, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.consistencyProof(0, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.consistencyProof(6, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.consistencyProof(6, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.appendHash(Bytes.of(1)));
    }
}
