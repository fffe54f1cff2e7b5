package dev.rats4j.log;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Header labels that drafts of RFC 9942 and RFC 9943 used. A message with one means something else than it would say to us. */
final class DraftLabels {

    private static final Map<Integer, String> LABELS = new TreeMap<>(Map.of(
            -333, "receipts, now 394",
            -222, "proofs, now 396",
            -111, "structure of the log, now 395",
            13, "CWT claims, now 15",
            391, "issuer, now in the CWT claims",
            392, "feed, now the subject in the CWT claims",
            393, "registration info, dropped"));

    private DraftLabels() {}

    static void refuse(CoseSign1 message, String field) throws MalformedMessageException {
        for (CoseHeaders headers : List.of(message.untrustedProtectedHeaders(), message.untrustedHeaders())) {
            for (Map.Entry<Integer, String> label : LABELS.entrySet()) {
                Optional<CborItem> found = headers.value(CborKey.of(label.getKey()));
                if (found.isPresent()) {
                    throw found.get().malformed(field, "label " + label.getKey() + " of a draft: " + label.getValue());
                }
            }
        }
    }
}
