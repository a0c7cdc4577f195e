package org.parley.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@link Settings} says about one of its components; docs/settings.md is made of it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {

    /** The default, written as anyone would write it. */
    String is();

    /** The first and the last allowed value, {@code first..last}; empty where the type allows what it allows. */
    String in() default "";

    /** What it is for, in a sentence without a full stop. */
    String says();
}
