package org.parley.lab.bench;

/**
 * A text in both languages.
 *
 * @param english for the terminal, and for whoever reads English
 * @param chinese the same in simplified Chinese
 */
record Both(String english, String chinese) {
    /** For a page that shows one of them, by the class of its root. */
    String html() {
        return "<span class=\"en\" lang=\"en\">" + Report.escaped(english) + "</span><span class=\"zh\" lang=\"zh-CN\">"
                + Report.escaped(chinese) + "</span>";
    }

    /** For an attribute, which can't change: both. */
    String label() {
        return Report.escaped(english + " / " + chinese);
    }
}
