import { createHash } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { openidMessages, type Language } from './openid.messages.js';

/** The portal's own look, as far as it does without its files: light and dark follow the system. */
const style = `:root{color-scheme:light dark;--ink:light-dark(#1b2430,#e8ecf1);--paper:light-dark(#faf9f6,#12171d);--surface:light-dark(#fff,#1a2129);--line:light-dark(#dde1e6,#313b46);
--line-strong:light-dark(#7d8896,#7a8797);--brand:light-dark(#0b5c5e,#6fc7c5);--on-brand:light-dark(#fff,#06201f);--focus:light-dark(#0b5c5e,#9fe0dd)}
*{box-sizing:border-box}body{margin:0;font:1rem/1.6 'Be Vietnam Pro',system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;color:var(--ink);background:var(--paper)}
header{display:flex;align-items:center;gap:12px;padding:10px 24px;background:light-dark(#073f41,#0c2526);color:#fff;font-weight:600;font-size:1.125rem}
header img{border-radius:8px;outline:1px solid rgb(255 255 255/25%)}
main{max-width:40rem;margin:32px auto;padding:24px;background:var(--surface);border:1px solid var(--line);border-radius:6px}h1{margin:0 0 16px;font-size:1.75rem;line-height:1.3}
form{display:inline}button{font:inherit;font-weight:500;min-height:44px;padding:8px 18px;margin:8px 12px 0 0;border:1px solid var(--line-strong);border-radius:6px;background:var(--surface);color:var(--ink);cursor:pointer}
button.first{background:var(--brand);border-color:var(--brand);color:var(--on-brand)}button:focus-visible{outline:3px solid var(--focus);outline-offset:2px}`;

/** The pages of the provider run no script; where a form leads, a redirect may lead on to the application and beyond, so `form-action` stays open. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "img-src 'self'",
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
<body><header><img src="/door.svg" alt="" width="36" height="36">${escapeHtml(openidMessages(language).oneStop)}</header>
<main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
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
