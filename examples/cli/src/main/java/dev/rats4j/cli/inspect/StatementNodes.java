package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.dsse.DigestSet;
import dev.rats4j.dsse.DsseEnvelope;
import dev.rats4j.dsse.DsseSignature;
import dev.rats4j.dsse.InTotoStatement;
import dev.rats4j.dsse.ResourceDescriptor;
import dev.rats4j.dsse.SlsaProvenance;
import dev.rats4j.dsse.TestResult;
import dev.rats4j.dsse.VerificationSummary;
import dev.rats4j.dsse.oms.ModelManifest;
import dev.rats4j.dsse.sigstore.SigstoreBundle;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Envelopes and statements about artifacts. */
final class StatementNodes {

    private static final int MOST_SUBJECTS = 100;

    private static final Map<String, String> PREDICATES = Map.of(
            SlsaProvenance.PREDICATE_TYPE, "SLSA provenance: how it was built",
            VerificationSummary.PREDICATE_TYPE, "SLSA verification summary: what somebody verified",
            TestResult.PREDICATE_TYPE, "result of tests",
            ModelManifest.PREDICATE_TYPE, "OMS manifest: files of a model");

    private final Inspector inspector;
    private final int level;

    StatementNodes(Inspector inspector, int level) {
        this.inspector = inspector;
        this.level = level;
    }

    List<Node> of(ContentKind kind, Bytes content) throws MalformedMessageException {
        return switch (kind) {
            case DSSE -> envelope(DsseEnvelope.decode(content));
            case IN_TOTO -> statement(content);
            default -> new SigstoreNodes(inspector, level).bundle(SigstoreBundle.decode(content));
        };
    }

    List<Node> envelope(DsseEnvelope envelope) {
        List<Node> nodes = new ArrayList<>(Covers.of(
                "each signature",
                List.of("payload type", "payload (both with their lengths, DSSE v1)"),
                List.of("key ids")));
        nodes.add(Node.of("payload type", envelope.untrustedPayloadType()));
        nodes.addAll(Node.each(envelope.signatures(), DsseEnvelope.MAX_SIGNATURES, StatementNodes::signature));
        nodes.add(inspector.nested("payload", "", envelope.untrustedPayload(), level + 1));
        return nodes;
    }

    private static Node signature(DsseSignature signature) {
        return Node.of(
                "signature",
                Visible.brief(signature.signature())
                        + signature.keyId().map(id -> ", key id " + id).orElse(""));
    }

    private List<Node> statement(Bytes content) throws MalformedMessageException {
        InTotoStatement statement = InTotoStatement.decode(content);
        List<Node> nodes = new ArrayList<>();
        String type = statement.predicateType();
        nodes.add(Node.of(
                "predicate type", type + (PREDICATES.containsKey(type) ? " (" + PREDICATES.get(type) + ")" : "")));
        nodes.addAll(Node.each(statement.subjects(), MOST_SUBJECTS, StatementNodes::subject));
        nodes.addAll(inspector.tryTo(() -> read(statement)));
        nodes.add(new Node("predicate", "", JsonNodes.of(statement.predicate(), level + 1)));
        return nodes;
    }

    private static Node subject(ResourceDescriptor subject) {
        String name = subject.name().or(subject::uri).orElse("without a name");
        return new Node(
                "subject", name, subject.digest().map(StatementNodes::digests).orElse(List.of()));
    }

    private static List<Node> digests(DigestSet digests) {
        return Node.each(
                digests.values().entrySet(), MOST_SUBJECTS, digest -> Node.of(digest.getKey(), digest.getValue()));
    }

    /** What is read of predicates that have a reader. */
    private static List<Node> read(InTotoStatement statement) throws MalformedMessageException {
        return switch (statement.predicateType()) {
            case SlsaProvenance.PREDICATE_TYPE -> {
                SlsaProvenance.of(statement);
                yield List.of();
            }
            case VerificationSummary.PREDICATE_TYPE -> {
                VerificationSummary.of(statement);
                yield List.of();
            }
            case TestResult.PREDICATE_TYPE -> {
                TestResult.of(statement);
                yield List.of();
            }
            case ModelManifest.PREDICATE_TYPE -> model(ModelManifest.of(statement));
            default -> List.of();
        };
    }

    private static List<Node> model(ModelManifest manifest) {
        return List.of(
                Node.of("model", manifest.name()),
                Node.of("files", Integer.toString(manifest.resources().size())));
    }
}
