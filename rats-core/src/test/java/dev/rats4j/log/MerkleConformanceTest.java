package dev.rats4j.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Proofs that others made, many in one file. */
class MerkleConformanceTest {

    private final List<String> disagreed = new ArrayList<>();
    private int agreed;
    private int placeholders;

    @Test
    @DisplayName("proofs of others are accepted and refused as their files say")
    void conformance() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("merkle")) {
            if (entry.string("verdict").equals("companion")) {
                continue;
            }
            JsonObject file = Json.parseObject(TokenVectors.read(entry.string("file")), JsonLimits.ofBytes(1 << 26));
            for (JsonObject one : file.array("tests").objects()) {
                count(one.string("upstream_path"), one.object("test"));
            }
        }
        System.out.println(
                "conformance tokens/merkle run=" + (agreed + disagreed.size()) + " agreed=" + agreed + " disagreed="
                        + disagreed.size() + " skipped=0 {placeholder-roots=" + placeholders + "} " + disagreed);
        assertThat(disagreed).isEmpty();
        assertThat(agreed).isGreaterThanOrEqualTo(345);
    }

    private void count(String name, JsonObject test) throws MalformedMessageException {
        boolean isGood = !test.bool("wantErr") && !isOverruled(test);
        boolean isAccepted = isAccepted(test, UnaryOperator.identity());
        if (isGood && !isAccepted && hasPlaceholder(test)) {
            // Some good proofs have a text such as "don't care 2" for a root, which is no SHA-256 and so refused, as it
            // must be. What
            // the test is about, which roots have to be equal, is asked with the digests of these texts.
            isAccepted =
                    isAccepted(test, root -> HashAlgorithm.SHA256.digest(root).value());
            placeholders++;
        }
        if (isAccepted == isGood) {
            agreed++;
        } else {
            disagreed.add(name + (isAccepted ? " accepted" : " refused"));
        }
    }

    /**
     * An empty subtree of an empty tree is called good with any root of that tree. RFC 9162, 2.1.1 gives the empty tree one root, the
     * hash of the empty string, so a head with another one is no head.
     */
    private static boolean isOverruled(JsonObject test) throws MalformedMessageException {
        return test.has("size")
                && test.integer("size") == 0
                && !base64(test.string("root2")).equals(MerkleHash.EMPTY_TREE);
    }

    private static boolean hasPlaceholder(JsonObject test) throws MalformedMessageException {
        return base64(test.string("root2")).length() != MerkleHash.LENGTH;
    }

    private static boolean isAccepted(JsonObject test, UnaryOperator<Bytes> placeholder) {
        try {
            return verify(test, placeholder).isPresent();
        } catch (IllegalArgumentException | MalformedMessageException e) {
            return false; // a size beyond 2^63, a length of a path or of a hash, an order of sizes
        }
    }

    private static Optional<?> verify(JsonObject test, UnaryOperator<Bytes> placeholder)
            throws MalformedMessageException {
        if (test.has("size1")) {
            TreeHead older = new TreeHead(test.integer("size1"), root(test, "root1", placeholder));
            TreeHead newer = new TreeHead(test.integer("size2"), root(test, "root2", placeholder));
            return new ConsistencyProof(older.size(), newer.size(), path(test)).verify(older, newer);
        }
        if (test.has("treeSize")) {
            TreeHead head = new TreeHead(test.integer("treeSize"), base64(test.string("root")));
            return new InclusionProof(head.size(), test.integer("leafIdx"), path(test))
                    .verify(base64(test.string("leafHash")), head);
        }
        if (test.has("leafIdx")) {
            return new Subtree(test.integer("start"), test.integer("end"), base64(test.string("root")))
                    .verifyInclusion(test.integer("leafIdx"), base64(test.string("leafHash")), path(test));
        }
        TreeHead whole = new TreeHead(test.integer("size"), root(test, "root2", placeholder));
        return new Subtree(test.integer("start"), test.integer("end"), root(test, "root1", placeholder))
                .verifyPart(whole, path(test));
    }

    private static Bytes root(JsonObject test, String name, UnaryOperator<Bytes> placeholder)
            throws MalformedMessageException {
        Bytes root = base64(test.string(name));
        return root.length() == MerkleHash.LENGTH ? root : placeholder.apply(root);
    }

    private static List<Bytes> path(JsonObject test) throws MalformedMessageException {
        JsonValue proof = test.value("proof");
        List<Bytes> path = new ArrayList<>();
        if (proof instanceof JsonArray hashes) {
            for (JsonValue hash : hashes.values()) {
                path.add(base64(((JsonString) hash).value()));
            }
        }
        return path;
    }

    private static Bytes base64(String text) {
        return Bytes.copyOf(Base64.getDecoder().decode(text));
    }
}
