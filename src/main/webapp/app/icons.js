import { svg } from 'lit';

const icon = (shape) => svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;

export const icons = {
  back: icon(svg`<path d="M15 5l-7 7 7 7"/>`),
  clock: icon(svg`<circle cx="12" cy="12" r="8"/><path d="M12 8v4.5l3 1.5"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`),
  down: icon(svg`<path d="M12 5v14M6 13l6 6 6-6"/>`),
  hash: icon(svg`<path d="M9.5 4L7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16"/>`),
  leave: icon(svg`<path d="M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M10 8l-4 4 4 4M6 12h9"/>`),
  people: icon(svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.6-3.5 3.2-5.5 6.5-5.5s5.9 2 6.5 5.5M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.6c1.9.8 3.1 2.5 3.5 4.9"/>`),
  plus: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  send: icon(svg`<path d="M4 12l16-7.5-5 15.5-3.5-6z"/><path d="M11.5 14L20 4.5"/>`),
  warn: icon(svg`<path d="M12 4l9 16H3z"/><path d="M12 10v4.5M12 17v.2"/>`),
};

/** The mark of the product. */
export const mark = svg`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <rect width="32" height="32" rx="9" class="mark-ground"/>
  <path d="M10 8.5h10a3 3 0 0 1 3 3V16a3 3 0 0 1-3 3h-7l-4.2 3.4c-.5.4-1.3 0-1.3-.7V11a2.5 2.5 0 0 1 2.5-2.5z" class="mark-front"/>
  <path d="M26.5 13.5v9.8c0 .7-.8 1.1-1.3.7L22 21.8h-6" class="mark-back"/>
</svg>`;
