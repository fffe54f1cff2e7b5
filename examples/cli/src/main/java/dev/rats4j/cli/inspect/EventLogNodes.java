package dev.rats4j.cli.inspect;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.eventlog.EventLogReplay;
import dev.rats4j.tpm.eventlog.TcgEvent;
import dev.rats4j.tpm.eventlog.TcgEventLog;
import dev.rats4j.tpm.eventlog.UefiVariable;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Event logs: banks, events, and the registers that they add up to. */
final class EventLogNodes {

    private static final int MOST_EVENTS = 1000;
    private static final int MOST_TEXT = 80;

    private EventLogNodes() {}

    static List<Node> of(Bytes content) throws MalformedMessageException {
        TcgEventLog log = TcgEventLog.decode(content);
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("format", log.format().name()));
        List<String> banks = log.banks().stream().map(HashAlgorithm::jcaName).toList();
        int unknown = log.algorithms().size() - banks.size();
        nodes.add(Node.of("banks", banks + (unknown == 0 ? "" : " and " + unknown + " of unknown algorithms")));
        if (log.trailingLength() > 0) {
            nodes.add(Node.of("padding", log.trailingLength() + " bytes"));
        }
        nodes.add(new Node("registers that the events add up to", "", TpmNodes.banks(EventLogReplay.values(log))));
        nodes.add(new Node(
                "events",
                Integer.toString(log.events().size()),
                Node.each(log.events(), MOST_EVENTS, EventLogNodes::event)));
        return nodes;
    }

    private static Node event(TcgEvent event) {
        String type =
                event.untrustedKnownType().map(Enum::name).orElse("type " + AttestNodes.hex(event.untrustedType(), 8));
        String pcr = event.pcrIndex() == TcgEvent.NO_PCR ? "no PCR" : "PCR " + event.pcrIndex();
        List<Node> digests = new ArrayList<>();
        if (event.extendsPcr()) {
            event.digests()
                    .forEach(digest -> digests.add(
                            Node.of(digest.algorithm().jcaName(), digest.value().toHex())));
        }
        return new Node("#" + event.index() + " " + pcr, type + ", " + data(event.untrustedData(), type), digests);
    }

    private static String data(Bytes data, String type) {
        String size = Visible.bytes(data.length());
        if (type.startsWith("EV_EFI_VARIABLE")) {
            Optional<String> variable = variable(data);
            if (variable.isPresent()) {
                return size + ", " + variable.get();
            }
        }
        return Visible.text(data, MOST_TEXT).map(text -> size + ", " + text).orElse(size);
    }

    private static Optional<String> variable(Bytes data) {
        try {
            UefiVariable variable = UefiVariable.decode(data);
            return Optional.of("variable " + Visible.cut(variable.name(), MOST_TEXT) + " of "
                    + Visible.bytes(variable.data().length()));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }
}
