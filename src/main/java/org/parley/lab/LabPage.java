package org.parley.lab;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page of the Lab at an address without its ending: {@code /lab/handshake}. */
public final class LabPage extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final String page;

    /** The page in {@code /lab} with this name. */
    public LabPage(String name) {
        this.page = "/lab/" + name + ".html";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher(page).forward(request, response);
    }
}
