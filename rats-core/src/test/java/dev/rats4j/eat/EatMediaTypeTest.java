package dev.rats4j.eat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cmw.MediaTypes;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EatMediaTypeTest {

    @Test
    @DisplayName("every media type of RFC 9782 is in the table, under its number, and is read and written")
    void table() {
        for (EatMediaType.Kind kind : EatMediaType.Kind.values()) {
            MediaTypes.Entry entry = MediaTypes.named(kind.mediaType()).orElseThrow();
            assertThat(entry.contentFormat()).isEqualTo(OptionalInt.of(kind.contentFormat()));
            EatMediaType bare = new EatMediaType(kind, Optional.empty());
            assertThat(EatMediaType.ofContentFormat(kind.contentFormat())).contains(bare);
            EatMediaType full =
                    new EatMediaType(kind, Optional.of(new ProfileName("tag:psacertified.org,2023:psa#tfm")));
            assertThat(EatMediaType.parse(bare.toString())).contains(bare);
            assertThat(EatMediaType.parse(full.toString())).contains(full);
        }
        for (EatFormat format : EatFormat.values()) {
            assertThat(MediaTypes.ofContentFormat(MeasuredComponent.contentFormat(format)))
                    .isPresent();
        }
    }

    @Test
    @DisplayName("the profile is compared without case, and has to be one")
    void profile() {
        EatMediaType type = EatMediaType.parse("Application/EAT-cwt;EAT_profile=\"TAG:x,2026:Y\"")
                .orElseThrow();
        assertThat(type.kind()).isEqualTo(EatMediaType.Kind.CWT);
        assertThat(type.names(new ProfileName("tag:x,2026:y"))).isTrue();
        assertThat(type.names(new ProfileName("tag:x,2026:z"))).isFalse();
        assertThat(EatMediaType.parse("application/eat+cwt;eat_profile=2.999.1")
                        .orElseThrow()
                        .names(new ProfileName("2.999.1")))
                .isTrue();
        assertThat(EatMediaType.parse("application/eat+cwt").orElseThrow().names(new ProfileName("x:y")))
                .isFalse();
        assertThat(EatMediaType.parse("application/eat+cwt;eat_profile=x")).isEmpty();
        assertThat(EatMediaType.parse("application/eat+cwt;")).isEmpty();
        assertThat(EatMediaType.parse("application/cmw+cbor")).isEmpty();
        assertThat(EatMediaType.ofContentFormat(262)).isEmpty();
    }
}
