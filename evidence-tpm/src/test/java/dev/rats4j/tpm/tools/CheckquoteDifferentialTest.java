package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AttesterException;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Our verdict on quotes against that of {@code tpm2_checkquote}, over all kinds of keys that it can verify. Half of the quotes are
 * tampered with. Two kinds of tampering it is known to accept: CVE-2024-29038 (magic) and CVE-2024-29039 (selection).
 */
@Timeout(120)
class CheckquoteDifferentialTest {

    private static final int RUNS = 200;
    private static final Bytes MAGIC = Bytes.fromHex("ff544347");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<HashAlgorithm> BANKS =
            List.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256, HashAlgorithm.SHA384, HashAlgorithm.SHA512);

    /** It cannot verify RSASSA-PSS at all. */
    private static final List<AttestationKeyKind> KINDS = List.of(
            AttestationKeyKind.ECDSA_P256,
            AttestationKeyKind.ECDSA_P384,
            AttestationKeyKind.ECDSA_P521,
            AttestationKeyKind.RSASSA_2048,
            AttestationKeyKind.RSASSA_3072);

    private enum Tampering {
        NONE,
        MESSAGE_BIT,
        SIGNATURE_BIT,
        OTHER_NONCE,
        PCR_VALUE,
        OTHER_KEY,
        MAGIC,
        SELECTION;

        private boolean isKnownWrong() {
            return this == MAGIC || this == SELECTION;
        }
    }

    /** What both verifiers are asked. */
    private record Question(Tampering tampering, HashAlgorithm hash, Bytes nonce, Bytes key, TpmEvidence evidence) {}

    private final Random random = new Random(20260101);
    private final CryptoBackend crypto = CryptoBackend.standard();
    private final ToolRunner checkquote =
            new ToolRunner(ToolRunner.SYSTEM, Optional.of(Tcti.of("none")), Duration.ofSeconds(20));

    @Test
    void verdictsAgreeButForTheKnownErrorsOfTheTool() throws Exception {
        SoftwareTpm.require();
        int agreed = 0;
        Map<Tampering, Integer> knownWrong = new EnumMap<>(Tampering.class);
        int accepted = 0;
        List<String> disagreements = new ArrayList<>();
        try (SwtpmInstance tpm = SwtpmInstance.start()) {
            for (int run = 0; run < RUNS; run++) {
                Question question = ask(tpm, run);
                boolean ours = weAccept(question);
                boolean theirs = theyAccept(question);
                accepted += ours ? 1 : 0;
                if (ours == theirs) {
                    agreed++;
                } else if (question.tampering().isKnownWrong() && theirs) {
                    knownWrong.merge(question.tampering(), 1, Integer::sum);
                } else {
                    disagreements.add("run " + run + " " + question.tampering() + " " + question.hash() + ": ours "
                            + ours + ", theirs " + theirs);
                }
            }
        }
        System.err.println("differential tpm2_checkquote run=" + RUNS + " agreed=" + agreed + " known-wrong="
                + knownWrong.values().stream().mapToInt(Integer::intValue).sum() + " " + knownWrong);
        assertThat(disagreements).isEmpty();
        assertThat(accepted).as("untouched quotes").isEqualTo(RUNS / 2);
        assertThat(knownWrong).as("the known errors occurred").containsOnlyKeys(Tampering.MAGIC, Tampering.SELECTION);
    }

    @Test
    void onlyTheMagicMakesTheDifferenceInAForgedAttestation() throws Exception {
        SoftwareTpm.require();
        try (SwtpmInstance tpm = SwtpmInstance.start()) {
            Question question = ask(tpm, 0);
            Question rightMagic = signedBySoftware(question, MAGIC);
            assertThat(weAccept(rightMagic)).isTrue();
            assertThat(theyAccept(rightMagic)).isTrue();
            Question wrongMagic = signedBySoftware(question, flip(MAGIC));
            assertThat(weAccept(wrongMagic)).isFalse();
            assertThat(theyAccept(wrongMagic)).isTrue();
        }
    }

    private Question ask(SwtpmInstance tpm, int run) throws Exception {
        tpm.extend(random.nextInt(17), Map.of(HashAlgorithm.SHA256, HashAlgorithm.SHA256.digest(randomBytes(8))));
        AttestationKeyKind kind = KINDS.get(random.nextInt(KINDS.size()));
        Bytes nonce = randomBytes(1 + random.nextInt(64));
        TpmEvidence evidence = TpmAttester.of(tpm.tcti())
                .select(randomSelection())
                .derivedKey(kind, KeyHierarchy.values()[random.nextInt(2)])
                .build()
                .collect(nonce);
        Tampering tampering =
                run % 2 == 0 ? Tampering.NONE : Tampering.values()[1 + random.nextInt(Tampering.values().length - 1)];
        Question genuine = new Question(
                tampering, kind.hash(), nonce, evidence.untrustedKey().orElseThrow(), evidence);
        return tamper(genuine, tpm);
    }

    private Question tamper(Question q, SwtpmInstance tpm) throws Exception {
        TpmEvidence e = q.evidence();
        return switch (q.tampering()) {
            case NONE -> q;
            case MESSAGE_BIT -> with(q, parts(e, flip(e.quote()), e.signature(), e.untrustedPcrs()));
            case SIGNATURE_BIT -> with(q, parts(e, e.quote(), flip(e.signature()), e.untrustedPcrs()));
            case OTHER_NONCE -> new Question(q.tampering(), q.hash(), flip(q.nonce()), q.key(), e);
            case PCR_VALUE -> with(q, parts(e, e.quote(), e.signature(), otherValue(e.untrustedPcrs())));
            case SELECTION -> with(q, parts(e, e.quote(), e.signature(), otherNumber(e.untrustedPcrs())));
            case OTHER_KEY -> otherKey(q, tpm);
            case MAGIC -> signedBySoftware(q, flip(MAGIC));
        };
    }

    private static Question with(Question q, TpmEvidence evidence) {
        return new Question(q.tampering(), q.hash(), q.nonce(), q.key(), evidence);
    }

    private static TpmEvidence parts(TpmEvidence e, Bytes quote, Bytes signature, PcrValues pcrs) {
        return new TpmEvidence(quote, signature, pcrs, e.untrustedKey(), e.keyCertificate(), e.eventLog());
    }

    /** A key of the same kind, that did not sign, is trusted. */
    private static Question otherKey(Question q, SwtpmInstance tpm) throws Exception {
        List<Bytes> candidates = new ArrayList<>();
        for (KeyHierarchy hierarchy : KeyHierarchy.values()) {
            for (AttestationKeyKind kind : KINDS) {
                candidates.add(TpmAttester.of(tpm.tcti())
                        .derivedKey(kind, hierarchy)
                        .build()
                        .publicArea());
            }
        }
        Bytes other = candidates.stream()
                .filter(key -> key.length() == q.key().length() && !key.equals(q.key()))
                .findFirst()
                .orElseThrow();
        TpmEvidence e = q.evidence();
        TpmEvidence claimed = new TpmEvidence(
                e.quote(), e.signature(), e.untrustedPcrs(), Optional.of(other), e.keyCertificate(), e.eventLog());
        return new Question(q.tampering(), q.hash(), q.nonce(), other, claimed);
    }

    /** A trusted key signed something that is no attestation of a TPM. The pcrDigest is made anew with the hash of that key. */
    private static Question signedBySoftware(Question q, Bytes magic) throws GeneralSecurityException {
        SoftwareKey key = SoftwareKey.generate();
        TpmEvidence e = q.evidence();
        int digest = e.quote().length() - q.hash().length();
        Bytes values = e.untrustedPcrs().banks().stream()
                .flatMap(bank -> e.untrustedPcrs().bank(bank).values().stream())
                .map(Digest::value)
                .reduce(Bytes.EMPTY, Bytes::concat);
        Bytes message = Bytes.concat(
                magic,
                e.quote().slice(4, digest - 2),
                SoftwareKey.sized(HashAlgorithm.SHA256.digest(values).value()));
        TpmEvidence forged = new TpmEvidence(
                message,
                key.sign(message),
                e.untrustedPcrs(),
                Optional.of(key.publicArea()),
                e.keyCertificate(),
                e.eventLog());
        return new Question(q.tampering(), HashAlgorithm.SHA256, q.nonce(), key.publicArea(), forged);
    }

    private boolean weAccept(Question q) {
        AuthenticationInputs inputs = new AuthenticationInputs(
                crypto,
                new CertificationPaths(crypto),
                TrustAnchors.builder().schemeKey(q.key()).build(),
                List.of(),
                new Freshness.Nonce(q.nonce()),
                AT);
        try {
            return new TpmScheme().decode(q.evidence().encode()).authenticate(inputs) instanceof AuthenticatedEvidence;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private boolean theyAccept(Question q) throws AttesterException, InterruptedException {
        try (PrivateDirectory directory = PrivateDirectory.create()) {
            directory.write("key.tss", SoftwareKey.sized(q.key()));
            directory.write("quote.msg", q.evidence().quote());
            directory.write("quote.sig", q.evidence().signature());
            directory.write("quote.pcrs", SerializedPcrs.of(q.evidence().untrustedPcrs()));
            List<String> arguments = List.of(
                    "-u",
                    "key.tss",
                    "-m",
                    "quote.msg",
                    "-s",
                    "quote.sig",
                    "-f",
                    "quote.pcrs",
                    "-g",
                    SelectedPcrs.toolName(q.hash()),
                    "-q",
                    q.nonce().toHex(),
                    "-Q");
            try {
                checkquote.run(directory.path(), "tpm2_checkquote", arguments);
                return true;
            } catch (AttesterException e) {
                assertThat(e.status()).as(e.getMessage()).isPositive();
                return false;
            }
        }
    }

    private Map<HashAlgorithm, SortedSet<Integer>> randomSelection() {
        Map<HashAlgorithm, SortedSet<Integer>> selection = new EnumMap<>(HashAlgorithm.class);
        int banks = 1 + random.nextInt(2);
        while (selection.size() < banks) {
            SortedSet<Integer> numbers = new TreeSet<>();
            int count = 1 + random.nextInt(12);
            while (numbers.size() < count) {
                numbers.add(random.nextInt(SelectedPcrs.COUNT));
            }
            selection.put(BANKS.get(random.nextInt(BANKS.size())), numbers);
        }
        return selection;
    }

    private Bytes randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    private Bytes flip(Bytes original) {
        byte[] bytes = original.toByteArray();
        int bit = random.nextInt(8 * bytes.length);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.copyOf(bytes);
    }

    private PcrValues otherValue(PcrValues values) {
        Map<HashAlgorithm, SortedMap<Integer, Digest>> copy = copyOf(values);
        HashAlgorithm bank = values.banks().iterator().next();
        int number = values.bank(bank).lastKey();
        Digest old = values.bank(bank).get(number);
        copy.get(bank).put(number, new Digest(bank, flip(old.value())));
        return new PcrValues(copy);
    }

    /** The same values in the same order, one of them under the next free number. */
    private static PcrValues otherNumber(PcrValues values) {
        Map<HashAlgorithm, SortedMap<Integer, Digest>> copy = copyOf(values);
        HashAlgorithm bank = values.banks().iterator().next();
        SortedMap<Integer, Digest> registers = copy.get(bank);
        int from = registers.keySet().stream()
                .filter(number -> number + 1 < SelectedPcrs.COUNT && !registers.containsKey(number + 1))
                .findFirst()
                .orElse(SelectedPcrs.COUNT - registers.size());
        int to = registers.containsKey(from + 1) || from + 1 == SelectedPcrs.COUNT ? from - 1 : from + 1;
        registers.put(to, Optional.ofNullable(registers.remove(from)).orElseThrow());
        return new PcrValues(copy);
    }

    private static Map<HashAlgorithm, SortedMap<Integer, Digest>> copyOf(PcrValues values) {
        Map<HashAlgorithm, SortedMap<Integer, Digest>> copy = new EnumMap<>(HashAlgorithm.class);
        values.banks().forEach(bank -> copy.put(bank, new TreeMap<>(values.bank(bank))));
        return copy;
    }
}
