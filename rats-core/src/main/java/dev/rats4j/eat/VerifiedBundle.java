package dev.rats4j.eat;

import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A bundle whose token is authentic and vouches for every claims set beside it. Only {@link EatBundle} makes one. */
public final class VerifiedBundle {

    private final AuthenticEat token;
    private final Map<String, EatClaims> detached;

    VerifiedBundle(AuthenticEat token, Map<String, EatClaims> detached) {
        this.token = token;
        this.detached = Collections.unmodifiableMap(new LinkedHashMap<>(detached));
    }

    /** The token. */
    public AuthenticEat token() {
        return token;
    }

    /** The claims sets by the name of their submodule. */
    public Map<String, EatClaims> detached() {
        return detached;
    }

    /**
     * Submodules that are digests of claims which are not here: these may travel elsewhere, RFC 9711, 4.2.18.2. Of submodules inside of
     * others, and inside of the detached claims sets, the path of names with slashes: a bundle never has their claims.
     */
    public Set<String> missing() {
        Set<String> missing = new LinkedHashSet<>();
        token.claims().submodules().forEach((name, submodule) -> {
            EatClaims opened = detached.get(name);
            if (opened == null) {
                addMissing(name, submodule, missing);
            } else {
                addMissing(name, new Submodule.Plain(opened), missing);
            }
        });
        return Collections.unmodifiableSet(missing);
    }

    private static void addMissing(String path, Submodule submodule, Set<String> missing) {
        if (submodule instanceof Submodule.Detached) {
            missing.add(path);
        } else if (submodule instanceof Submodule.Plain plain) {
            plain.claims().submodules().forEach((name, inner) -> addMissing(path + '/' + name, inner, missing));
        }
    }

    /** Fails, with its name, if a claims set is missing. */
    public void expectComplete() throws MalformedMessageException {
        for (String name : missing()) {
            throw new MalformedMessageException(
                    "submods" + EatMap.step(name), 0, "is a digest of claims that are not there");
        }
    }

    /** The names only. */
    @Override
    public String toString() {
        return token + " with " + detached.size() + " claims sets";
    }
}
