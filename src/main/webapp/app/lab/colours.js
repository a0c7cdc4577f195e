/** Each transport keeps its colour, in whatever choice it stands. The stylesheet has them, for light and for dark. */
export const colour = (transport) => styled(`--of-${transport}`);

/** A colour of the stylesheet by its name. */
export const styled = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
