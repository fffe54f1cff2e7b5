package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.TpmParts;
import dev.rats4j.tpm.structures.TpmHash;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** TPMT_PUBLIC by the field names of TPM 2.0 Part 2. */
final class PublicAreaNodes {

    private static final int NULL = 0x0010;
    private static final int ECDAA = 0x001a;

    /** TPMA_OBJECT, Part 2, 8.3, by bit. */
    private static final Map<Integer, String> ATTRIBUTES = new TreeMap<>(Map.ofEntries(
            Map.entry(1, "fixedTPM"),
            Map.entry(2, "stClear"),
            Map.entry(4, "fixedParent"),
            Map.entry(5, "sensitiveDataOrigin"),
            Map.entry(6, "userWithAuth"),
            Map.entry(7, "adminWithPolicy"),
            Map.entry(8, "firmwareLimited"),
            Map.entry(9, "svnLimited"),
            Map.entry(10, "noDA"),
            Map.entry(11, "encryptedDuplication"),
            Map.entry(16, "restricted"),
            Map.entry(17, "decrypt"),
            Map.entry(18, "sign"),
            Map.entry(19, "x509sign")));

    /** TPM_ALG_ID of symmetric algorithms, modes and schemes. */
    private static final Map<Integer, String> ALGORITHMS = Map.ofEntries(
            Map.entry(0x0006, "AES"),
            Map.entry(0x0010, "NULL"),
            Map.entry(0x0013, "SM4"),
            Map.entry(0x0014, "RSASSA"),
            Map.entry(0x0015, "RSAES"),
            Map.entry(0x0016, "RSAPSS"),
            Map.entry(0x0017, "OAEP"),
            Map.entry(0x0018, "ECDSA"),
            Map.entry(0x0019, "ECDH"),
            Map.entry(ECDAA, "ECDAA"),
            Map.entry(0x001b, "SM2"),
            Map.entry(0x001c, "ECSCHNORR"),
            Map.entry(0x001d, "ECMQV"),
            Map.entry(0x0026, "CAMELLIA"),
            Map.entry(0x0040, "CTR"),
            Map.entry(0x0041, "OFB"),
            Map.entry(0x0042, "CBC"),
            Map.entry(0x0043, "CFB"),
            Map.entry(0x0044, "ECB"));

    private PublicAreaNodes() {}

    static List<Node> of(Bytes content) throws MalformedMessageException {
        TpmtPublic area = TpmtPublic.decode(TpmParts.publicArea(content));
        boolean isRsa = area.unique() instanceof TpmtPublic.RsaKey;
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("type", isRsa ? "TPM_ALG_RSA" : "TPM_ALG_ECC"));
        nodes.add(Node.of("nameAlg", area.nameAlg().jcaName()));
        nodes.add(Node.of("objectAttributes", attributes(area.objectAttributes().bits())));
        nodes.addAll(parameters(area.encoded()));
        if (area.unique() instanceof TpmtPublic.RsaKey rsa) {
            nodes.add(Node.of("keyBits", Integer.toString(rsa.keyBits())));
            nodes.add(Node.of("exponent", Long.toString(rsa.exponent())));
            nodes.add(Node.of("unique", Visible.hex(rsa.modulus())));
        } else {
            TpmtPublic.EccKey ecc = (TpmtPublic.EccKey) area.unique();
            nodes.add(Node.of("curveID", ecc.curve().name()));
            nodes.add(Node.of("unique.x", Visible.hex(ecc.x())));
            nodes.add(Node.of("unique.y", Visible.hex(ecc.y())));
        }
        nodes.add(Node.of("Name", area.name().toHex()));
        List<String> missing = area.objectAttributes().missingForAttestation();
        nodes.add(Node.of(
                "attributes of an attestation key", missing.isEmpty() ? "all" : "lacks " + String.join(", ", missing)));
        nodes.add(key(area));
        return nodes;
    }

    private static Node key(TpmtPublic area) {
        try {
            return KeyNodes.node("key", area.publicKey(KeyNodes.CRYPTO));
        } catch (MalformedMessageException e) {
            return Node.of("key", "none, perhaps a template (" + e.getMessage() + ")");
        }
    }

    private static String attributes(long bits) {
        List<String> names = new ArrayList<>();
        ATTRIBUTES.forEach((bit, name) -> {
            if ((bits >> bit & 1) == 1) {
                names.add(name);
            }
        });
        return AttestNodes.hex(bits, 8) + " " + names;
    }

    /** Fields that the decoder checks and does not keep. */
    private static List<Node> parameters(Bytes encoded) throws MalformedMessageException {
        ByteReader in = new ByteReader(encoded);
        in.bytes(8, "type, nameAlg, objectAttributes");
        Bytes policy = in.bytes(in.u16("authPolicy"), "authPolicy");
        int symmetric = in.u16("symmetric");
        String cipher = name(symmetric);
        if (symmetric != NULL) {
            cipher += ", " + in.u16("keyBits") + " bits, " + name(in.u16("mode"));
        }
        int scheme = in.u16("scheme");
        String details = "";
        if (scheme != NULL && scheme != 0x0015) {
            int hash = in.u16("hash");
            details = TpmHash.of(hash).map(h -> ", " + h.jcaName()).orElse("");
        }
        return List.of(
                Node.of("authPolicy", Visible.hex(policy)),
                Node.of("symmetric", cipher),
                Node.of("scheme", name(scheme) + details));
    }

    private static String name(int algorithm) {
        String name = ALGORITHMS.get(algorithm);
        return name == null ? AttestNodes.hex(algorithm, 4) : "TPM_ALG_" + name;
    }
}
