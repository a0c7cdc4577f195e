package org.parley.lab;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.log.Code;

/** Stands where a part of the Lab is switched off: containers open annotated endpoints whatever the settings say. */
public final class NotThere extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        Answering.now(response, Answer.problem(Code.NOT_FOUND, "This is switched off here."));
    }
}
