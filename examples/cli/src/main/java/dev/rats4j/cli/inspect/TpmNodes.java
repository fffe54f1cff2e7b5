package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.TpmParts;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmtSignature;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/** Signatures and PCR values of a TPM. */
final class TpmNodes {

    private TpmNodes() {}

    /** Of any kind that a TPM or its firmware makes. */
    static List<Node> of(ContentKind kind, Bytes content) throws MalformedMessageException {
        return switch (kind) {
            case TPM_QUOTE -> AttestNodes.of(content);
            case TPM_SIGNATURE -> signature(content);
            case PCR_VALUES -> pcrValues(content);
            case EVENT_LOG -> EventLogNodes.of(content);
            default -> PublicAreaNodes.of(content);
        };
    }

    private static List<Node> signature(Bytes content) throws MalformedMessageException {
        TpmtSignature signature = TpmtSignature.decode(content);
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("sigAlg", "TPM_ALG_" + signature.scheme()));
        nodes.add(Node.of("hash", signature.hash().jcaName()));
        if (signature.scheme() == TpmtSignature.Scheme.ECDSA) {
            nodes.add(Node.of("signatureR", Visible.brief(signature.first())));
            nodes.add(Node.of("signatureS", Visible.brief(signature.second())));
        } else {
            nodes.add(Node.of("sig", Visible.brief(signature.first())));
        }
        return nodes;
    }

    private static List<Node> pcrValues(Bytes content) throws MalformedMessageException {
        return banks(TpmParts.pcrValues(content));
    }

    static List<Node> banks(PcrValues values) {
        List<Node> banks = new ArrayList<>();
        for (HashAlgorithm bank : values.banks()) {
            List<Node> registers = new ArrayList<>();
            values.bank(bank)
                    .forEach((index, digest) ->
                            registers.add(Node.of("PCR " + index, digest.value().toHex())));
            banks.add(new Node(bank.jcaName(), registers.size() + " PCRs", registers));
        }
        return banks;
    }
}
