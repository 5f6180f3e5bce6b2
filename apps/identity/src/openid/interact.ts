import type Provider from 'oidc-provider';
import type { Request, Response } from 'express';
import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import { audienceOf, openidPath } from './openid-addresses.js';
import type { OpenidClient } from './openid-clients.js';
import type { Openid } from './openid.js';
import { openidMessages, scopeText, type Language } from './openid.messages.js';
import { escapeHtml, paragraph, renderPage } from './pages.js';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** What the browser gets: another address, a page, or nothing more than what the provider has answered itself. */
export type Next = { readonly location: string } | { readonly page: string } | undefined;

/** Where an application has sent somebody who must sign in, or say whether they agree. */
export class Interact {
  constructor(
    private readonly openid: Openid,
    private readonly queries: Queries,
  ) {}

  /** Goes on as far as nobody has to be asked: with who is signed in already, else to our own page for signing in. */
  async execute(
    caller: Caller | undefined,
    tokenHash: string | undefined,
    language: Language,
    request: Request,
    response: Response,
  ): Promise<Next> {
    const provider = await this.openid.provider();
    const interaction = await provider.interactionDetails(request, response);
    const signIn = { location: `/sign-in?back=${encodeURIComponent(`${openidPath}/interaction/${interaction.uid}`)}` };
    if (!caller || tokenHash === undefined) return signIn;
    const client = (await this.openid.findClients()).get(String(interaction.params['client_id']));
    if (interaction.prompt.name === 'login') {
      const began = await this.beganAt(tokenHash);
      if (!began || (asksAnew(interaction) && began.getTime() < interaction.iat * 1_000)) return signIn;
      const login = { accountId: caller.subjectId, ts: Math.floor(Math.min(began.getTime(), Date.now()) / 1_000) };
      await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
      return undefined;
    }
    if (client?.kind === 'application' && client.trusted) {
      await this.grant(provider, interaction, caller, request, response);
      return undefined;
    }
    return { page: this.consentPage(interaction, client, language) };
  }

  /** The person's answer. */
  async answer(allowed: boolean, caller: Caller, request: Request, response: Response): Promise<void> {
    const provider = await this.openid.provider();
    const interaction = await provider.interactionDetails(request, response);
    if (allowed && interaction.prompt.name === 'consent' && interaction.session?.accountId === caller.subjectId) {
      return this.grant(provider, interaction, caller, request, response);
    }
    const refused = { error: 'access_denied', error_description: 'the person did not agree' };
    await provider.interactionFinished(request, response, refused, { mergeWithLastSubmission: false });
  }

  private async grant(
    provider: Provider,
    { prompt, session, params, grantId }: Interaction,
    caller: Caller,
    request: Request,
    response: Response,
  ): Promise<void> {
    const former = grantId ? await provider.Grant.find(grantId) : undefined;
    const clientId = String(params['client_id']);
    const grant = former ?? new provider.Grant({ accountId: session?.accountId, clientId });
    grant.addOIDCScope(listed(prompt.details['missingOIDCScope']).join(' '));
    grant.addOIDCClaims(listed(prompt.details['missingOIDCClaims']));
    const audience = audienceOf(this.openid.publicUrl);
    const scope = apiScopesOf(prompt.details['missingResourceScopes'], audience).join(' ');
    // What officers do is bound to their positions of the moment, which only a session knows.
    if (caller.kind === 'citizen') grant.addResourceScope(audience, scope);
    else grant.rejectResourceScope(audience, scope);
    const consent = { grantId: await grant.save() };
    await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
  }

  private consentPage({ uid, prompt }: Interaction, client: OpenidClient | undefined, language: Language): string {
    const text = openidMessages(language);
    const asked = [
      ...listed(prompt.details['missingOIDCScope']),
      ...apiScopesOf(prompt.details['missingResourceScopes'], audienceOf(this.openid.publicUrl)),
    ];
    const form = (answer: string, label: string, first: boolean) =>
      `<form method="post" action="${openidPath}/interaction/${escapeHtml(uid)}/${answer}"><button${first ? ' class="first"' : ''}>${escapeHtml(label)}</button></form>`;
    return renderPage(language, {
      title: text.consentTitle,
      body: `${paragraph(text.consentAsks)}<p><strong>${escapeHtml(client?.name[language] ?? '')}</strong></p>
<ul>${asked.map((scope) => `<li>${escapeHtml(scopeText(language, scope))}</li>`).join('')}</ul>
${form('allow', text.allow, true)}${form('refuse', text.refuse, false)}`,
    });
  }

  private async beganAt(tokenHash: string): Promise<Date | undefined> {
    const [session] = await this.queries.read<{ created_at: Date }>(
      'select created_at from session where token_hash = $1 and ended_at is null',
      [Buffer.from(tokenHash, 'hex')],
    );
    return session?.created_at;
  }
}

/** The application wants the person to prove again who they are. */
function asksAnew({ prompt }: Interaction): boolean {
  return prompt.reasons.some((reason) => reason === 'login_prompt' || reason === 'max_age');
}

function listed(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function apiScopesOf(value: unknown, audience: string): string[] {
  return typeof value === 'object' && value !== null
    ? listed(Object.entries(value).find(([key]) => key === audience)?.[1])
    : [];
}
