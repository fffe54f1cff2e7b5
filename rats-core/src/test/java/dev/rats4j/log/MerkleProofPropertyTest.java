package dev.rats4j.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MerkleProofPropertyTest {

    private static final int MOST = 130;
    private static final List<Bytes> ENTRIES = NaiveMerkle.entries(MOST);
    private static final MerkleTree TREE = NaiveMerkle.tree(ENTRIES);

    private static TreeHead head(int size) {
        return new TreeHead(size, NaiveMerkle.root(ENTRIES.subList(0, size)));
    }

    @Test
    void headsAreThoseOfTheRecursiveDefinition() {
        for (int size = 0; size <= MOST; size++) {
            assertThat(TREE.head(size)).isEqualTo(head(size));
        }
        assertThat(TREE.head()).isEqualTo(head(MOST));
    }

    @Test
    void everyLeafOfEveryTree() {
        for (int size = 1; size <= MOST; size++) {
            TreeHead head = head(size);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = TREE.inclusionProof(index, size);
                assertThat(proof.path()).isEqualTo(NaiveMerkle.path(index, ENTRIES.subList(0, size)));
                Bytes leaf = MerkleHash.ofLeaf(ENTRIES.get(index));
                VerifiedInclusion verified = proof.verify(leaf, head).orElseThrow();
                assertThat(verified.tree()).isEqualTo(head.asSubtree());
                assertThat(verified.leafIndex()).isEqualTo(index);
                assertThat(verified.leafHash()).isEqualTo(leaf);
                assertThat(proof.verify(MerkleHash.ofLeaf(Bytes.of(1)), head)).isEmpty();
            }
        }
    }

    @Test
    void noLeafAtAnotherPlace() {
        for (int size = 2; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                Bytes leaf = MerkleHash.ofLeaf(ENTRIES.get(index));
                for (int other = 0; other < size; other++) {
                    if (other != index) {
                        assertThat(TREE.inclusionProof(other, size).verify(leaf, head(size)))
                                .isEmpty();
                    }
                }
                assertThat(TREE.inclusionProof(index, size).verify(leaf, head(size + 1)))
                        .isEmpty();
                assertThat(TREE.inclusionProof(index, size)
                                .verify(
                                        leaf,
                                        new TreeHead(
                                                size,
                                                head(size - 1 == 0 ? 3 : size - 1)
                                                        .root())))
                        .isEmpty();
            }
        }
    }

    @Test
    void everyPairOfTrees() {
        for (int newer = 1; newer <= MOST; newer++) {
            for (int older = 1; older <= newer; older++) {
                ConsistencyProof proof = TREE.consistencyProof(older, newer);
                assertThat(proof.path()).isEqualTo(NaiveMerkle.part(0, older, ENTRIES.subList(0, newer)));
                VerifiedConsistency verified =
                        proof.verify(TREE.head(older), TREE.head(newer)).orElseThrow();
                assertThat(verified.older()).isEqualTo(head(older));
                assertThat(verified.newer()).isEqualTo(TREE.head(newer));
                assertThat(proof.newerHead(TREE.head(older))).contains(TREE.head(newer));
            }
        }
    }

    @Test
    void noConsistencyWithOthers() {
        List<Bytes> others = new ArrayList<>(ENTRIES.subList(0, 40));
        others.set(0, Bytes.of(7));
        MerkleTree fork = NaiveMerkle.tree(others);
        for (int newer = 2; newer <= 40; newer++) {
            for (int older = 1; older < newer; older++) {
                ConsistencyProof proof = TREE.consistencyProof(older, newer);
                assertThat(proof.verify(fork.head(older), TREE.head(newer))).isEmpty();
                assertThat(proof.verify(TREE.head(older), fork.head(newer))).isEmpty();
                assertThat(proof.verify(TREE.head(older + 1), TREE.head(newer))).isEmpty();
                // from a complete tree every root leads to some newer one, but to the right one only from the right one
                assertThat(proof.newerHead(fork.head(older))).isNotEqualTo(Optional.of(TREE.head(newer)));
            }
        }
    }

    @Test
    void everySubtree() {
        for (int size = 1; size <= 34; size++) {
            for (int start = 0; start < size; start++) {
                for (int end = start + 1; end <= size; end++) {
                    checkSubtree(start, end, size);
                }
            }
        }
    }

    private static void checkSubtree(int start, int end, int size) {
        int wide = Integer.highestOneBit(2 * (end - start) - 1);
        Bytes root = NaiveMerkle.root(ENTRIES.subList(start, end));
        if (start % wide != 0) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(start, end, root));
            return;
        }
        Subtree subtree = new Subtree(start, end, root);
        List<Bytes> part = NaiveMerkle.part(start, end, ENTRIES.subList(0, size));
        VerifiedSubtree verified = subtree.verifyPart(TREE.head(size), part).orElseThrow();
        assertThat(verified.subtree()).isEqualTo(subtree);
        assertThat(verified.head()).isEqualTo(TREE.head(size));
        assertThat(new Subtree(start, end, MerkleHash.ofLeaf(root)).verifyPart(TREE.head(size), part))
                .isEmpty();
        Bytes leaf = MerkleHash.ofLeaf(ENTRIES.get(end - 1));
        List<Bytes> path = NaiveMerkle.path(end - 1 - start, ENTRIES.subList(start, end));
        assertThat(subtree.verifyInclusion(end - 1, leaf, path)).isPresent();
        assertThat(subtree.verifyInclusion(end - 1, root.equals(leaf) ? Bytes.of(1) : root, path))
                .isEmpty();
        assertThat(subtree.verifyInclusion(end, leaf, path)).isEmpty();
        assertThat(subtree.verifyInclusion(start - 1L, leaf, path)).isEmpty();
    }

    @Test
    void everyBitOfAProofCounts() {
        for (int size : new int[] {2, 3, 7, 8, 13, 130}) {
            int index = size / 2;
            InclusionProof proof = TREE.inclusionProof(index, size);
            Bytes leaf = MerkleHash.ofLeaf(ENTRIES.get(index));
            for (int i = 0; i < proof.path().size(); i++) {
                for (int bit = 0; bit < 256; bit++) {
                    InclusionProof changed = new InclusionProof(size, index, flipped(proof.path(), i, bit));
                    assertThat(changed.verify(leaf, head(size))).isEmpty();
                }
            }
            ConsistencyProof consistency = TREE.consistencyProof(index, size);
            for (int i = 0; i < consistency.path().size(); i++) {
                for (int bit = 0; bit < 256; bit++) {
                    ConsistencyProof changed = new ConsistencyProof(index, size, flipped(consistency.path(), i, bit));
                    assertThat(changed.verify(head(index), head(size))).isEmpty();
                }
            }
        }
    }

    private static List<Bytes> flipped(List<Bytes> path, int at, int bit) {
        byte[] hash = path.get(at).toByteArray();
        hash[bit / 8] ^= (byte) (1 << (bit % 8));
        List<Bytes> changed = new ArrayList<>(path);
        changed.set(at, Bytes.copyOf(hash));
        return changed;
    }

    @Test
    @DisplayName("T-85 a proof with hashes too many or too few is refused")
    void pathsHaveOneLength() {
        for (int size = 1; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                int n = size;
                int m = index;
                List<Bytes> path = TREE.inclusionProof(index, size).path();
                List<Bytes> longer = new ArrayList<>(path);
                longer.add(MerkleHash.EMPTY_TREE);
                assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(n, m, longer));
                if (!path.isEmpty()) {
                    List<Bytes> shorter = path.subList(0, path.size() - 1);
                    assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(n, m, shorter));
                }
                List<Bytes> consistency =
                        new ArrayList<>(TREE.consistencyProof(m + 1, n).path());
                consistency.add(MerkleHash.EMPTY_TREE);
                assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(m + 1, n, consistency));
            }
        }
    }

    @Test
    void largestSizes() {
        Random random = new Random(9162);
        for (int round = 0; round < 2000; round++) {
            long size = (random.nextLong() >>> (1 + random.nextInt(62))) + 1;
            long index = Math.floorMod(random.nextLong(), size);
            assertThat(ProofPath.inclusionLength(index, size))
                    .isEqualTo(TreeNodes.inclusion(index, size).size());
            assertThat(ProofPath.consistencyLength(0, index + 1, size))
                    .isEqualTo(TreeNodes.consistency(index + 1, size).size());
        }
        assertThat(ProofPath.inclusionLength(Long.MAX_VALUE - 1, Long.MAX_VALUE))
                .isEqualTo(62);
        assertThat(ProofPath.inclusionLength(0, Long.MAX_VALUE)).isEqualTo(63);
        assertThat(ProofPath.consistencyLength(0, 1, Long.MAX_VALUE)).isEqualTo(63);
    }
}
