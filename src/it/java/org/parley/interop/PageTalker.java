package org.parley.interop;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.parley.testing.Deadline;

/** The WebSocket of a page in a browser. */
final class PageTalker implements Talker {
    private static final String OPEN = """
            address => {
              const base64 = bytes => {
                let text = '';
                for (let at = 0; at < bytes.length; at += 8192) {
                  text += String.fromCharCode(...bytes.subarray(at, at + 8192));
                }
                return btoa(text);
              };
              const tell = (what, data) => window.told.push(
                what + ' ' + base64(typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data)));
              window.told = [];
              window.socket = new WebSocket(address);
              window.socket.binaryType = 'arraybuffer';
              window.socket.onopen = () => tell('open', window.socket.extensions);
              window.socket.onmessage = e => tell(typeof e.data === 'string' ? 'text' : 'binary', e.data);
              window.socket.onclose = e => tell('close ' + e.code, e.reason);
            }""";
    private static final String BINARY =
            "text => window.socket.send(Uint8Array.from(atob(text), c => c.charCodeAt(0)))";

    private final BrowserContext context;
    private final Page page;

    PageTalker(BrowserContext context, URI server, String path) {
        this.context = context;
        this.page = context.newPage();
        page.navigate(server.resolve("lab/handshake").toString());
        page.evaluate(OPEN, ProcessContract.address(server, path));
    }

    @Override
    public void text(String text) {
        page.evaluate("text => window.socket.send(text)", text);
    }

    @Override
    public void binary(byte[] bytes) {
        page.evaluate(BINARY, Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public void close(int code, String reason) {
        page.evaluate("([code, reason]) => window.socket.close(code, reason)", List.of(code, reason));
    }

    @Override
    public Told next(Deadline deadline) {
        while (true) {
            Object line = page.evaluate("() => window.told.shift() ?? null");
            if (line != null) {
                return Told.of(line.toString());
            } else if (deadline.passed()) {
                throw new AssertionError("the page was told nothing");
            }
            Deadline.pause();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
