package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.Likeness;
import dev.rats4j.cli.content.PrivateKeyParts;
import dev.rats4j.cli.content.Recognised;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/** One inspection: chooses the describer for content and for what is inside of it, and remembers what was malformed. */
final class Inspector {

    /** Levels of the tree below which nothing is looked into: bounds the time, and the depth of the JSON. */
    static final int DEEPEST = 18;

    private static final int FIRST_BYTES = 32;

    private boolean foundMalformed;

    boolean foundMalformed() {
        return foundMalformed;
    }

    /** Describes some part, or fails where the part breaks. */
    interface Describer {
        List<Node> describe() throws MalformedMessageException;
    }

    /** What a describer says, or where the content breaks. */
    List<Node> tryTo(Describer describer) {
        try {
            return describer.describe();
        } catch (MalformedMessageException e) {
            return List.of(malformed(e));
        }
    }

    /** A line that says where something breaks. */
    Node malformed(MalformedMessageException reason) {
        foundMalformed = true;
        return Node.of("malformed", String.valueOf(reason.getMessage()));
    }

    /** A part that is a message of its own, with its kind and length. */
    Node nested(String name, String what, Bytes content, int level) {
        String prefix = what.isEmpty() ? "" : what + ", ";
        if (level >= DEEPEST) {
            return Node.of(name, prefix + Visible.bytes(content.length()) + ", too deep to be looked into");
        }
        Described described = describe(content, level + 1);
        return new Node(name, prefix + described.title() + ", " + Visible.bytes(content.length()), described.nodes());
    }

    Described describe(Bytes content, int level) {
        Recognised recognised = Recognised.of(content);
        ContentKind kind = recognised.kind();
        if (recognised.likeness().isPresent()) {
            return malformed(content, recognised.likeness().get(), kind, level);
        }
        return new Described(kind, kind.label(), tryTo(() -> nodes(kind, content, level)));
    }

    private Described malformed(Bytes content, Likeness likeness, ContentKind really, int level) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(malformed(likeness.reason()));
        if (likeness.kind() == ContentKind.TPM_QUOTE) {
            nodes.addAll(AttestNodes.ofForged(content));
        }
        if (really != ContentKind.UNKNOWN && really != ContentKind.TEXT && really != likeness.kind()) {
            nodes.add(new Node("as " + really.label(), "", tryTo(() -> nodes(really, content, level + 1))));
        } else {
            nodes.add(Node.of("length", Visible.bytes(content.length())));
        }
        return new Described(likeness.kind(), likeness.kind().label() + ", malformed", nodes);
    }

    private List<Node> nodes(ContentKind kind, Bytes content, int level) throws MalformedMessageException {
        return switch (kind) {
            case CMW -> new WrapperNodes(this, level).of(content);
            case TPM_QUOTE, TPM_SIGNATURE, TPM_PUBLIC, TPM2B_PUBLIC, PCR_VALUES, EVENT_LOG ->
                TpmNodes.of(kind, content);
            case CERTIFICATES -> new CertificateNodes(this, level).certificates(content);
            case STORED_CERTIFICATE -> new CertificateNodes(this, level).stored(content);
            case CERTIFICATE_LIST -> CertificateNodes.list(content);
            case PUBLIC_KEY, PRIVATE_KEY, JWK, JWK_SET, COSE_KEY -> KeyNodes.of(kind, content);
            case SIGNED_CORIM, CORIM, CORIM_TEMPLATE -> new CorimNodes(this, level).of(kind, content);
            case SIGNED_CMW, EAR_TOKEN, EAT_TOKEN, PSA_TOKEN, WEB_TOKEN, COSE_RECEIPT, SIGNED_STATEMENT ->
                new SignedNodes(this, level).of(kind, content);
            case COSE_SIGN1, COSE_SIGN, COSE_MAC0, COSE_MAC, SIGNED_COSWID, SIGNED_COSERV ->
                new SignedNodes(this, level).of(kind, content);
            case JWS, JWS_JSON -> new JoseNodes(this, level).of(kind, content);
            case LEGACY_EAR -> legacyEar(content, level);
            case EAR_CLAIMS, EAT_CLAIMS, UCCS, EAT_BUNDLE, MEASURED_COMPONENT ->
                new TokenNodes(this, level).of(kind, content);
            case COMID, COTL, COSWID, COTS, COSERV, COSERV_DISCOVERY, EPOCH_MARKER ->
                new TokenNodes(this, level).of(kind, content);
            case SIGNED_NOTE, CHECKPOINT -> LogNodes.of(content);
            case DSSE, IN_TOTO, SIGSTORE_BUNDLE, SIGNED_MODEL -> new StatementNodes(this, level).of(kind, content);
            case TRUSTED_ROOT -> new SigstoreNodes(this, level).root(content);
            case CYCLONEDX -> BomNodes.of(content, level);
            case POLICY -> JsonNodes.policy(content, level);
            case JSON -> JsonNodes.of(content, level);
            case CBOR, CCA_TOKEN -> CborNodes.of(this, content, level);
            case TEXT -> text(content);
            case EMPTY -> List.of();
            case DER, GZIP -> List.of(fingerprint(content));
            case UNKNOWN -> unknown(content);
        };
    }

    /** Signed or not, CBOR or JSON. */
    private List<Node> legacyEar(Bytes content, int level) throws MalformedMessageException {
        boolean isBare = ContentKind.beginsLikeJson(content) || content.at(0) >> 5 == 5;
        return isBare
                ? new TokenNodes(this, level).of(ContentKind.LEGACY_EAR, content)
                : new SignedNodes(this, level).of(ContentKind.LEGACY_EAR, content);
    }

    private static Node fingerprint(Bytes content) {
        return Node.of("SHA-256", HashAlgorithm.SHA256.digest(content).value().toHex());
    }

    /** Text could be anything, also a secret: nothing of it is shown. */
    private static List<Node> text(Bytes content) {
        long lines = 0;
        for (int i = 0; i < content.length(); i++) {
            lines += content.at(i) == '\n' || i == content.length() - 1 ? 1 : 0;
        }
        return List.of(Node.of("lines", Long.toString(lines)), fingerprint(content));
    }

    private static List<Node> unknown(Bytes content) {
        if (PrivateKeyParts.mayBeginHere(content)) {
            return List.of(Node.of("bytes", "not shown, they begin like a private key"));
        }
        return List.of(Node.of("begins", Visible.hex(content, FIRST_BYTES)), fingerprint(content));
    }
}
