package dev.rats4j.cli.input;

import dev.rats4j.Evidence;
import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.Likeness;
import dev.rats4j.cli.content.TpmParts;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Joins files to one piece of evidence, by what they hold. */
public final class EvidenceFiles {

    /** Types that {@code --type} takes. */
    public static final Set<String> TYPES = Set.of("auto", "tpm");

    private final Map<ContentKind, InputFile> parts = new EnumMap<>(ContentKind.class);
    private final List<InputFile> unknown = new ArrayList<>();
    private final String type;

    private EvidenceFiles(String type) {
        this.type = type;
    }

    /**
     * The evidence in some files: a CMW, or a quote with its parts, each once.
     *
     * @param type {@code auto}, or a name of a scheme
     * @throws MalformedMessageException if a file is of a known kind and breaks its specification
     */
    public static Evidence join(List<InputFile> files, String type) throws InputException, MalformedMessageException {
        InputFile first = files.get(0);
        if (files.size() == 1 && meant(first) == ContentKind.CMW) {
            boolean isJson = ContentKind.beginsLikeJson(first.content());
            return new Evidence(isJson ? "application/cmw+json" : TpmEvidence.MEDIA_TYPE, first.content());
        }
        EvidenceFiles evidence = new EvidenceFiles(type);
        for (InputFile file : files) {
            evidence.add(file);
        }
        return evidence.tpm();
    }

    /** What a file is, or what it was meant to be if it is not quite that: then its own decoder says what is wrong. */
    private static ContentKind meant(InputFile file) {
        return file.likeness().map(Likeness::kind).orElse(file.kind());
    }

    private void add(InputFile file) throws InputException {
        Optional<ContentKind> slot = slot(file);
        if (slot.isEmpty()) {
            unknown.add(file);
            return;
        }
        InputFile other = parts.putIfAbsent(slot.get(), file);
        if (other != null) {
            throw new InputException(other.name() + " and " + file.name() + " are both "
                    + slot.get().label() + "; give the parts of one piece of evidence.");
        }
    }

    private Optional<ContentKind> slot(InputFile file) throws InputException {
        ContentKind kind = meant(file);
        return switch (kind) {
            case TPM_QUOTE, TPM_SIGNATURE, PCR_VALUES, EVENT_LOG, CERTIFICATES, TPM_PUBLIC -> Optional.of(kind);
            case TPM2B_PUBLIC -> Optional.of(ContentKind.TPM_PUBLIC);
            case CMW -> throw file.unfit("it is evidence by itself: give it without other files.");
            case PUBLIC_KEY, JWK, JWK_SET, COSE_KEY ->
                throw file.unfit("a key beside the evidence counts if it is trusted: give it with --trust-anchor.");
            case SIGNED_CORIM, CORIM -> throw file.unfit("give it with --reference-values.");
            case EAR_TOKEN -> throw file.unfit("it is a result, not evidence: rats decide reads it.");
            case POLICY -> throw file.unfit("give it with --policy.");
            case UNKNOWN -> Optional.empty();
            default -> throw unrecognised(file);
        };
    }

    private InputException unrecognised(InputFile file) {
        String wanted = type.equals("auto") ? "evidence that this version knows" : "part of " + type + " evidence";
        return new InputException(file.name() + " (" + file.kind().label() + ", "
                + file.content().length() + " bytes) is not " + wanted
                + ": a CMW collection, or quote, signature, PCR values, key, certificate and event log of a TPM.");
    }

    /** Quote and signature have no marks that must be there: a forged one is what is left over beside the other. */
    private void placeUnknown() throws InputException {
        for (InputFile file : unknown) {
            if (parts.containsKey(ContentKind.TPM_SIGNATURE) && !parts.containsKey(ContentKind.TPM_QUOTE)) {
                parts.put(ContentKind.TPM_QUOTE, file);
            } else if (parts.containsKey(ContentKind.TPM_QUOTE) && !parts.containsKey(ContentKind.TPM_SIGNATURE)) {
                parts.put(ContentKind.TPM_SIGNATURE, file);
            } else {
                throw unrecognised(file);
            }
        }
    }

    private Evidence tpm() throws InputException, MalformedMessageException {
        placeUnknown();
        Optional<InputFile> certificate = part(ContentKind.CERTIFICATES);
        Optional<InputFile> pcrs = part(ContentKind.PCR_VALUES);
        Optional<InputFile> key = part(ContentKind.TPM_PUBLIC);
        InputFile quote = required(ContentKind.TPM_QUOTE, "quote");
        return new TpmEvidence(
                        quote.kind() == ContentKind.TPM_QUOTE
                                ? TpmParts.attest(quote.content()).signed()
                                : quote.content(),
                        required(ContentKind.TPM_SIGNATURE, "signature").content(),
                        pcrs.isPresent() ? TpmParts.pcrValues(pcrs.get().content()) : PcrValues.NONE,
                        key.isPresent()
                                ? Optional.of(TpmParts.publicArea(key.get().content()))
                                : Optional.empty(),
                        certificate.isPresent()
                                ? Optional.of(KeyCertificate.of(
                                                certificate.get(),
                                                "evidence has that of its key, give the others with --endorsement.")
                                        .der())
                                : Optional.empty(),
                        part(ContentKind.EVENT_LOG).map(InputFile::content))
                .encode();
    }

    private Optional<InputFile> part(ContentKind kind) {
        return Optional.ofNullable(parts.get(kind));
    }

    private InputFile required(ContentKind kind, String what) throws InputException {
        InputFile file = parts.get(kind);
        if (file == null) {
            String given = String.join(
                    ", ", parts.values().stream().map(InputFile::name).toList());
            throw new InputException("The " + what + " is missing beside " + given
                    + "; a quote (TPMS_ATTEST) and its signature (TPMT_SIGNATURE) belong together.");
        }
        return file;
    }
}
