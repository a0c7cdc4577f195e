package org.parley.chat;

/**
 * A place to talk.
 *
 * @param id never changes
 * @param name unique without regard to case (see {@link Names})
 * @param kind {@code public}: everybody may find and join it
 * @param history {@code all}: members read what was said before they joined
 */
public record Room(String id, String name, String kind, String history) {
    /** The kind that everybody may find and join. */
    public static final String PUBLIC = "public";

    /** The history rule that opens everything to members. */
    public static final String ALL = "all";

    /** Whether everybody may find and join it. */
    public boolean isPublic() {
        return kind.equals(PUBLIC);
    }
}
