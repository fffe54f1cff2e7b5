package dev.rats4j.cddl;

import org.jspecify.annotations.Nullable;

/** Where in a value something is: {@code $.4[0].1}, {@code <...>} for what is inside a string. */
final class Path {

    static final Path ROOT = new Path(null, "$");

    private final @Nullable Path parent;
    private final Object step;
    private final int depth;

    private Path(@Nullable Path parent, Object step) {
        this.parent = parent;
        this.step = step;
        this.depth = parent == null ? 0 : parent.depth + 1;
    }

    Path member(Value key) {
        return new Path(this, key);
    }

    Path element(int index) {
        return new Path(this, "[" + index + ']');
    }

    Path inside(String notation) {
        return new Path(this, "<" + notation + '>');
    }

    int depth() {
        return depth;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Path path = this; path != null; path = path.parent) {
            text.insert(0, path.step instanceof Value ? "." + path.step : path.step);
        }
        return text.toString();
    }
}
