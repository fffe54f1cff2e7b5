package dev.rats4j.cli.content;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.log.SignedStatement;
import dev.rats4j.log.StatementRules;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** SCITT statements, also those that only a log with rules of its own takes. */
public final class Statements {

    private static final Set<CborKey> UNDERSTOOD_ANYWAY =
            Set.of(CoseHeaders.ALG, CoseHeaders.CONTENT_TYPE, CoseHeaders.KID, CoseHeaders.CWT_CLAIMS);

    private Statements() {}

    /** A statement that may lack a subject and a reference to its key, with any critical label. */
    public static SignedStatement lenient(Bytes content) throws MalformedMessageException {
        return SignedStatement.decode(
                content,
                StatementRules.RFC9943
                        .understanding(critical(content))
                        .withoutSubject()
                        .withoutKeyReference());
    }

    /** Why RFC 9943 alone does not take a statement. */
    public static Optional<MalformedMessageException> objection(Bytes content) {
        return Likeness.refused(ContentKind.SIGNED_STATEMENT, SignedStatement::decode, content)
                .map(Likeness::reason);
    }

    private static Set<CborKey> critical(Bytes content) throws MalformedMessageException {
        CborItem item = CborItem.decode(content, CborProfile.WELL_FORMED);
        CborItem[] parts =
                (item.kind() == CborItem.Kind.TAG ? item.tagContent("COSE_Sign1") : item).elements(4, 4, "COSE_Sign1");
        Bytes encoded = parts[0].bytes("protected");
        if (encoded.isEmpty()) {
            return Set.of();
        }
        Optional<CborItem> crit = CborItem.decode(encoded, CborProfile.WELL_FORMED)
                .map("protected")
                .optional(CoseHeaders.CRIT);
        Set<CborKey> labels = new HashSet<>();
        if (crit.isPresent()) {
            for (CborItem label : crit.get().elements("crit")) {
                labels.add(label.key());
            }
        }
        labels.removeAll(UNDERSTOOD_ANYWAY);
        return labels;
    }
}
