package org.parley.identity;

/** Is told of sessions that end. Must return at once; from any thread. */
public interface Endings {
    /** This user's session ended: {@code here}, so that other nodes have to be told, or by what they told. */
    void ended(String user, String session, boolean here);
}
