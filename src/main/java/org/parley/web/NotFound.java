package org.parley.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.log.Code;

/**
 * What stands in for the container's own page where there is nothing: a problem document for programs, a page for
 * people. Containers style theirs in ways that the pages' policy forbids.
 */
public final class NotFound extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final List<String> FOR_PROGRAMS = List.of("/api/", "/transport/", "/lab/echo/");

    private final transient String page;

    /** Reads its page from this web application. */
    public NotFound(ServletContext context) {
        this.page = PageFilter.text(context, "/WEB-INF/pages/not-found.html")
                .replace("{home}", context.getContextPath() + "/");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (FOR_PROGRAMS.stream().anyMatch(path(request)::startsWith)) {
            Answering.now(response, Answer.problem(Code.NOT_FOUND, "There is no such address."));
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/html;charset=utf-8");
            response.getWriter().write(page);
        }
    }

    /** The path that was asked for, within this web application. */
    private static String path(HttpServletRequest request) {
        String uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String original
                ? original
                : request.getRequestURI();
        return uri.substring(request.getContextPath().length());
    }
}
