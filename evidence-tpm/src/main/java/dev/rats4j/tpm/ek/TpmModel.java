package dev.rats4j.tpm.ek;

import dev.rats4j.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Which TPM a certificate describes. TCG EK Credential Profile, 3.1.
 *
 * @param vendor identifier of the manufacturer in the TCG Vendor ID Registry, 4 bytes
 * @param model as the manufacturer calls it
 * @param version firmware version, big-endian
 */
public record TpmModel(Bytes vendor, String model, Bytes version) {

    private static final ASN1ObjectIdentifier MANUFACTURER = new ASN1ObjectIdentifier("2.23.133.2.1");
    private static final ASN1ObjectIdentifier MODEL = new ASN1ObjectIdentifier("2.23.133.2.2");
    private static final ASN1ObjectIdentifier VERSION = new ASN1ObjectIdentifier("2.23.133.2.3");
    private static final Pattern NUMBER = Pattern.compile("id:(?:[0-9A-Fa-f]{2}){1,32}");
    private static final int VENDOR_LENGTH = 4;
    private static final int LONGEST_MODEL = 256;

    /** Refuses other lengths. */
    public TpmModel {
        if (vendor.length() != VENDOR_LENGTH || version.isEmpty() || model.length() > LONGEST_MODEL) {
            throw new IllegalArgumentException("not the model of a TPM");
        }
    }

    /** The vendor's identifier as text, for example {@code IFX}; other than printable characters as hexadecimal digits. */
    public String vendorName() {
        String text = new String(vendor.toByteArray(), StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        return text.matches("[\\x21-\\x7e]{1,4}") ? text : vendor.toHex();
    }

    /** From directory names among alternative names; empty unless each attribute is there once and as the profile writes it. */
    static Optional<TpmModel> of(GeneralNames names) {
        Map<ASN1ObjectIdentifier, String> found = new HashMap<>();
        boolean ambiguous = false;
        for (GeneralName name : names.getNames()) {
            if (name.getTagNo() == GeneralName.directoryName) {
                for (RDN rdn : X500Name.getInstance(name.getName()).getRDNs()) {
                    for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                        ambiguous |= found.put(attribute.getType(), text(attribute)) != null;
                    }
                }
            }
        }
        return ambiguous ? Optional.empty() : of(found);
    }

    private static Optional<TpmModel> of(Map<ASN1ObjectIdentifier, String> found) {
        Optional<Bytes> vendor = number(found.getOrDefault(MANUFACTURER, ""));
        Optional<Bytes> version = number(found.getOrDefault(VERSION, ""));
        String model = found.getOrDefault(MODEL, "");
        boolean complete = vendor.isPresent()
                && vendor.get().length() == VENDOR_LENGTH
                && version.isPresent()
                && !model.isEmpty()
                && model.length() <= LONGEST_MODEL;
        return complete ? Optional.of(new TpmModel(vendor.get(), model, version.get())) : Optional.empty();
    }

    private static String text(AttributeTypeAndValue attribute) {
        return attribute.getValue() instanceof ASN1String string ? string.getString() : "";
    }

    private static Optional<Bytes> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Bytes.fromHex(text.substring(3))) : Optional.empty();
    }
}
