import { html } from 'lit';
import { mark } from '../icons.js';
import { languageChoice } from '../language-choice.js';
import { t } from '../language.js';

const PAGES = { compare: './', browser: './browser', handshake: './handshake', doctor: './doctor' };

/**
 * The head of each of the Lab's pages, with the way to the others.
 *
 * @param {keyof PAGES} here
 */
export const labHeader = (here) => html`<header>
  <p class="brand">${mark}<span>Parley</span></p>
  <nav class="lab-links" aria-label=${t('lab.pages')}>
    ${Object.entries(PAGES).map(
      ([page, address]) => html`<a href=${address} aria-current=${page === here ? 'page' : 'false'}>${t(`lab.page.${page}`)}</a>`,
    )}
    <a href="../">${t('lab.back')}</a>
  </nav>
  ${languageChoice()}
</header>`;
