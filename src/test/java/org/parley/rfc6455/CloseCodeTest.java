package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CloseCodeTest {
    @Test
    void ofAllCodesTheseMayBeSent() {
        List<Integer> expected = IntStream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014)
                .boxed()
                .toList();
        assertEquals(expected, maySend(0, 2999));
        assertEquals(IntStream.range(3000, 5000).boxed().toList(), maySend(3000, 65535));
    }

    @Test
    void aClientsCloseIsTakenOrRefusedByTheSameRule() {
        for (int code = 0; code <= 0xFFFF; code++) {
            String told = Recorder.decode(125, Bytes.hex("88 82 00000000 %04x".formatted(code)))
                    .get(0);
            String expected = CloseCode.maySend(code) ? "closed " + code + " " : "failed CLOSE_CODE_INVALID";
            assertEquals(expected, told);
        }
    }

    private static List<Integer> maySend(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .filter(CloseCode::maySend)
                .boxed()
                .toList();
    }
}
