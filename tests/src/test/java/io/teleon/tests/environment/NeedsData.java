package io.teleon.tests.environment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// The test reads public data sets: files or folders below the one that `TELEON_DATA` names, for
/// example `@NeedsData("tm-abilene")`. Read them through [PublicData].
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("data")
@ExtendWith(NeedsDataCondition.class)
public @interface NeedsData {
    String[] value();
}
