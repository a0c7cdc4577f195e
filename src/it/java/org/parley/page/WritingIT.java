package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.SharedParley;

/** The composer and the messages, used by one person. */
@ExtendWith(SharedParley.class)
class WritingIT {
    private static final String ENTER_WHILE_COMPOSING = "area => {"
            + " area.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}));"
            + " area.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true})); }";
    private static final String FIRST_IN_SIGHT = "scroller => { const top = scroller.getBoundingClientRect().top;"
            + " const row = [...scroller.querySelectorAll('.message')].find(r => r.getBoundingClientRect().top > top);"
            + " return row.textContent.trim() + Math.round(row.getBoundingClientRect().top); }";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private Visitor ann;

    @BeforeEach
    void enter(URI parley) {
        ann = CHROMIUM.visitor(parley).signUp(Visitor.unique("ann"));
    }

    private Locator area() {
        return ann.page.locator("textarea");
    }

    @Test
    void enterWhileAnInputMethodComposesDoesNotSend() {
        ann.createRoom("composing");
        area().fill("你好");
        area().evaluate(ENTER_WHILE_COMPOSING);
        assertThat(area()).hasValue("你好");
        assertThat(ann.page.locator(".message")).hasCount(0);
        area().press("Enter");
        ann.sees("你好");
        assertThat(area()).hasValue("");
    }

    @Test
    void shiftAndEnterStartsALine() {
        ann.createRoom("lines");
        area().fill("one");
        area().press("Shift+Enter");
        area().pressSequentially("two");
        assertThat(area()).hasValue("one\ntwo");
        area().press("Enter");
        assertThat(ann.page.locator(".message .text")).hasText("one\ntwo");
    }

    @Test
    void eachRoomKeepsItsDraft() {
        ann.createRoom("drafts");
        area().fill("half a thought");
        ann.enter("general");
        assertThat(area()).hasValue("");
        ann.enter("drafts");
        assertThat(area()).hasValue("half a thought");
        ann.page.reload();
        assertThat(area()).hasValue("half a thought");
        ann.page.setViewportSize(390, 844);
        ann.page.locator(".back").click();
        ann.enter("drafts");
        assertThat(area()).hasValue("half a thought");
        ann.say("a whole one").sees("a whole one");
        ann.page.reload();
        assertThat(area()).hasValue("");
    }

    @Test
    void whatCannotBeSeenIsNotSent() {
        for (String nothing : List.of(" \n", "\u200b", "\u3164", "\u2800")) {
            area().fill(nothing);
            assertThat(ann.page.locator(".send")).isDisabled();
        }
        area().fill("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "constructor", "__proto__", "r999"})
    void anAddressThatNamesNoRoomLeadsToOneAllTheSame(String fragment) {
        ann.page.evaluate("fragment => { location.hash = fragment; }", fragment);
        ann.page.reload();
        assertThat(ann.page.locator(".room-head h1")).hasText("general");
    }

    @Test
    void addressesAreLinksAndMarkupIsText() {
        ann.createRoom("links").say("<img src=x onerror=alert(1)> https://example.org/a?b=c.");
        assertThat(ann.page.locator(".message .text a")).hasAttribute("href", "https://example.org/a?b=c");
        assertThat(ann.page.locator(".message .text img")).hasCount(0);
    }

    @Test
    void historyComesOnScrollingUpAndWhatOneReadsStaysInPlace() {
        ann.createRoom("long");
        for (int i = 1; i <= 130; i++) {
            ann.say("line " + i);
        }
        ann.sees("line 130");
        ann.page.reload();
        ann.sees("line 130");
        assertThat(ann.messages("line 2")).hasCount(0);
        Locator scroller = ann.page.locator(".scroller");
        scroller.evaluate("s => { s.scrollTop = 400; }");
        Object before = scroller.evaluate(FIRST_IN_SIGHT);
        assertThat(ann.messages("line 60")).hasCount(1);
        assertEquals(before, scroller.evaluate(FIRST_IN_SIGHT));
        scroller.evaluate("s => { s.scrollTop = 0; }");
        assertThat(ann.messages("line 1")).hasCount(1);
        assertThat(ann.page.locator(".beginning")).isVisible();
        ann.page.locator(".to-newest").click();
        assertThat(ann.messages("line 130")).isVisible();
    }

    @Test
    void thePageCanBeUsedByKeyboardAlone() {
        ann.createRoom("keys");
        ann.page.reload();
        assertThat(ann.page.locator("textarea")).isVisible();
        ann.page.keyboard().press("Tab");
        assertThat(ann.page.locator(".skip")).isFocused();
        ann.page.keyboard().press("Enter");
        assertThat(area()).isFocused();
        ann.page.keyboard().type("by keyboard");
        ann.page.keyboard().press("Enter");
        ann.sees("by keyboard");
    }
}
