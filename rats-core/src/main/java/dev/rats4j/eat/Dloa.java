package dev.rats4j.eat;

import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/**
 * Where a Digital Letter of Approval of GlobalPlatform is found, RFC 9711, 4.2.14.
 *
 * @param registrar URI of the registrar
 * @param platformLabel the platform's label
 * @param applicationLabel the application's label, if the letter is about one
 */
public record Dloa(String registrar, String platformLabel, Optional<String> applicationLabel) {

    static final ClaimCodec<Dloa> CODEC = ClaimCodec.of(Dloa::read, Dloa::write);

    /** Refuses a registrar that is no URI. */
    public Dloa {
        if (!ProfileName.isUri(registrar)) {
            throw new IllegalArgumentException("a registrar is a URI");
        }
    }

    private static Dloa read(EatValue value) throws MalformedMessageException {
        List<EatValue> parts = value.list(2, 3);
        String registrar = parts.get(0).text();
        if (!ProfileName.isUri(registrar)) {
            throw parts.get(0).malformed("is no URI");
        }
        Optional<String> application =
                parts.size() < 3 ? Optional.empty() : Optional.of(parts.get(2).text());
        return new Dloa(registrar, parts.get(1).text(), application);
    }

    private static EatValue write(Dloa dloa, EatFormat format) {
        EatValue registrar = format.text(dloa.registrar);
        EatValue platform = format.text(dloa.platformLabel);
        return dloa.applicationLabel
                .map(label -> format.list(registrar, platform, format.text(label)))
                .orElseGet(() -> format.list(registrar, platform));
    }
}
