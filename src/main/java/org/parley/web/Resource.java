package org.parley.web;

import java.util.List;

/** A part of the API. */
interface Resource {
    /** The addresses it answers. */
    List<Route> routes();
}
