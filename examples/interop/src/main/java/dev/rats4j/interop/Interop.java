package dev.rats4j.interop;

import COSE.CoseException;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.wire.MalformedMessageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends an EAR, a CoRIM and a CMW across in both directions, then shows where the libraries differ from us. */
public final class Interop {

    private Interop() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws CoseException, IOException, MalformedMessageException {
        try (PrintWriter out =
                new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
            crossings().forEach(out::println);
            out.println();
            out.print(differences());
        }
    }

    /** What each side reads of the other, a line each. */
    static List<String> crossings() throws CoseException, IOException, MalformedMessageException {
        Party party = Party.on(EllipticCurve.P256);
        EarCrossing ear = new EarCrossing(party);
        CorimCrossing corim = new CorimCrossing(party);
        List<String> lines = new ArrayList<>();
        lines.add("they read our EAR:   " + read(ear.theyRead(ear.ours())));
        lines.add("we read their EAR:   " + read(ear.weRead(ear.theirs())));
        lines.add("they read our CoRIM: " + read(corim.theyRead(corim.ours())));
        lines.add("we read their CoRIM: " + read(corim.weRead(corim.theirs())));
        lines.add("they read our CMW:   " + CmwCrossing.theyRead(CmwCrossing.ours()));
        lines.add("we read their CMW:   " + CmwCrossing.weRead(CmwCrossing.theirs()));
        return lines;
    }

    private static String read(Optional<?> content) {
        return content.isPresent() ? content.get().toString() : "signature refused";
    }

    /** A table in Markdown. */
    static String differences() throws CoseException, IOException {
        StringBuilder table = new StringBuilder("| Input | Library | It | We |\n|---|---|---|---|\n");
        Differences.all().forEach(difference -> table.append(difference).append('\n'));
        return table.toString();
    }
}
