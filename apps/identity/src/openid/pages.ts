import { createHash } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { openidMessages, type Language } from './openid.messages.js';

const style = `:root{color-scheme:light dark}body{margin:0;font:1.125rem/1.6 system-ui,sans-serif;color:#1b1b1f;background:#f6f7f9}
main{max-width:34rem;margin:10vh auto;padding:2rem;background:#fff;border-radius:.75rem}h1{margin-top:0;font-size:1.5rem}
form{display:inline}button{font:inherit;min-height:2.75rem;padding:.5rem 1.25rem;margin:.5rem .75rem 0 0;border:2px solid #0b5cad;border-radius:.5rem;background:#fff;color:#0b5cad;cursor:pointer}
button.first{background:#0b5cad;color:#fff}button:focus-visible{outline:3px solid #f5a623;outline-offset:2px}
@media (prefers-color-scheme:dark){body{color:#e6e6ea;background:#141418}main{background:#1f1f25}button{background:#1f1f25;color:#8ec5ff;border-color:#8ec5ff}button.first{background:#8ec5ff;color:#0c1a2b}}`;

/** The pages of the provider run no script; where a form leads, a redirect may lead on to the application. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

interface Page {
  readonly title: string;
  readonly body: string;
}

export function renderPage(language: Language, { title, body }: Page): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

export function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function show(ctx: KoaContextWithOIDC, page: (language: Language) => Page): void {
  const language = ctx.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
  ctx.type = 'html';
  ctx.set('Content-Language', language);
  ctx.set('Content-Security-Policy', pagePolicy);
  ctx.body = renderPage(language, page(language));
}

/** Asks whether somebody wants to sign out whom an application sent. @param form the provider's own, without buttons */
export function signOutPage(ctx: KoaContextWithOIDC, form: string): void {
  show(ctx, (language) => {
    const text = openidMessages(language);
    return {
      title: text.signOutTitle,
      body: `${paragraph(text.signOutText)}${form}
<button class="first" type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>${escapeHtml(text.signOut)}</button>
<button type="submit" form="op.logoutForm">${escapeHtml(text.staySignedIn)}</button>`,
    };
  });
}

export function signedOutPage(ctx: KoaContextWithOIDC): void {
  show(ctx, (language) => {
    const text = openidMessages(language);
    return { title: text.signedOutTitle, body: paragraph(text.signedOutText) };
  });
}

/** @param code the error of OAuth 2.0, for whoever maintains the application */
export function errorPage(ctx: KoaContextWithOIDC, code: string): void {
  show(ctx, (language) => {
    const text = openidMessages(language);
    return { title: text.errorTitle, body: `${paragraph(text.errorText)}<p><code>${escapeHtml(code)}</code></p>` };
  });
}
