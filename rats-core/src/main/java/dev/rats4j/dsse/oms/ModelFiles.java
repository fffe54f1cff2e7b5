package dev.rats4j.dsse.oms;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of a model, wherever they are: a directory ({@link ModelDirectory}), an archive, a store. */
public interface ModelFiles {

    /** Paths from the root of the model with {@code /} between their parts, without directories; {@code .} if it is one file. */
    List<String> names() throws IOException;

    /** The content of a file. The caller closes it. */
    InputStream open(String name) throws IOException;
}
