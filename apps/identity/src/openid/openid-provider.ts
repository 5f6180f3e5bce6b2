import Provider, {
  errors,
  type Adapter,
  type ClientMetadata,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import type { FindClient, OpenidClient } from './openid-clients.js';
import { issuerOf, audienceOf, openidPath } from './openid-addresses.js';
import { currentBrowser } from './browser.js';
import type { FindAccount } from './find-account.query.js';
import { OpenidState, type StateGround } from './openid-state.js';
import { errorPage, signedOutPage, signOutPage } from './pages.js';
import type { QueueLogout } from './queue-logout.js';
import { signingAlg, type KeySet } from './signing-keys.js';

/** Seconds that an access token holds: so long somebody may act who has signed out since. */
const accessTokenSeconds = 600;
const refreshTokenSeconds = 14 * 86_400;

interface ProviderParts {
  readonly publicUrl: string;
  readonly keys: KeySet;
  readonly findClient: FindClient;
  /** Told of each token that a system gets. */
  readonly noteUse: (clientId: string) => Promise<void>;
  readonly ground: StateGround;
  readonly findAccount: FindAccount;
  readonly queueLogout: QueueLogout;
  readonly sessionMinutes: number;
}

/** The provider with the keys of this moment. It keeps nothing in memory that another one would miss. */
export function createProvider(parts: ProviderParts): Provider {
  const { queueLogout } = parts;
  const provider = new Provider(issuerOf(parts.publicUrl), configurationOf(parts));
  provider.proxy = true; // the controller says under which address the request came: the configured one
  provider.use(async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    await next();
    if (ctx.oidc?.route === 'end_session_confirm' && ctx.status === 303 && ctx.oidc.params?.['logout']) {
      await currentBrowser.getStore()?.signOut();
    }
  });
  provider.Client.prototype.backchannelLogout = async function (subjectId: string, sid: string) {
    await queueLogout.execute({ clientId: this.clientId, subjectId, sid });
  };
  return provider;
}

function configurationOf(parts: ProviderParts): Configuration {
  const { publicUrl, keys, findClient, noteUse, ground, findAccount, sessionMinutes } = parts;
  const audience = audienceOf(publicUrl);
  const secure = publicUrl.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax', secure, signed: true } as const;
  return {
    adapter: (kind) => (kind === 'Client' ? clientAdapter(findClient) : new OpenidState(kind, ground)),
    jwks: { keys: keys.keys.map(({ privateJwk }) => privateJwk) },
    cookies: {
      keys: [ground.sealer.blindIndex('cookies', 'openid').toString('base64url')],
      names: {
        session: 'motcua_openid',
        interaction: 'motcua_openid_interaction',
        resume: 'motcua_openid_resume',
      },
      long: { ...cookie, path: openidPath },
      short: cookie,
    },
    scopes: ['openid', 'offline_access'],
    claims: { openid: ['sub'], profile: ['name', 'locale', 'kind'], positions: ['positions'] },
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'private_key_jwt'],
    enabledJWA: {
      idTokenSigningAlgValues: [signingAlg],
      userinfoSigningAlgValues: [signingAlg],
      clientAuthSigningAlgValues: ['ES256', 'EdDSA', 'PS256', 'RS256'],
    },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: (_ctx, token) => !token.scopes.has('offline_access'),
    ttl: {
      AccessToken: accessTokenSeconds,
      ClientCredentials: accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3_600,
      Interaction: 1_800,
      RefreshToken: refreshTokenSeconds,
      Grant: refreshTokenSeconds,
      Session: sessionMinutes * 60,
    },
    interactions: { url: (_ctx, { uid }) => `${openidPath}/interaction/${uid}` },
    findAccount: async (_ctx, accountId) => {
      const account = await findAccount.execute(accountId);
      return account && { accountId, claims: () => ({ sub: accountId, ...account }) };
    },
    extraTokenClaims: async (_ctx, token) => {
      const client = token.clientId === undefined ? undefined : await findClient(token.clientId);
      if (token.kind === 'ClientCredentials') {
        if (client?.kind !== 'agency-system') return undefined;
        await noteUse(client.clientId);
        return { kind: 'client', agency: client.agencyCode, quota: client.requestsPerMinute };
      }
      const account = 'accountId' in token ? await findAccount.execute(token.accountId) : undefined;
      return account && { kind: account.kind };
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => signOutPage(ctx, form),
        postLogoutSuccessSource: (ctx) => signedOutPage(ctx),
      },
      resourceIndicators: {
        enabled: true,
        // An agency's system has nothing else to ask for; an application names what it wants.
        defaultResource: async (_ctx, client, oneOf) =>
          oneOf?.[0] ?? ((await findClient(client.clientId))?.kind === 'agency-system' ? audience : []),
        getResourceServerInfo: async (_ctx, resource, client) => {
          if (resource !== audience) throw new errors.InvalidTarget();
          return {
            scope: (await findClient(client.clientId))?.scopes.join(' ') ?? '',
            audience,
            accessTokenTTL: accessTokenSeconds,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: signingAlg, kid: keys.keys[0]?.kid } },
          };
        },
      },
    },
    renderError: (ctx, out) => errorPage(ctx, out.error),
  };
}

/** Clients are looked up anew for each request, so that what an administrator changes counts at once. */
function clientAdapter(findClient: FindClient): Adapter {
  const isReadAlone = () => Promise.reject(new Error('clients are not written by the provider'));
  return {
    find: async (clientId) => {
      const client = await findClient(clientId);
      return client && metadataOf(client);
    },
    upsert: isReadAlone,
    findByUserCode: isReadAlone,
    findByUid: isReadAlone,
    consume: isReadAlone,
    destroy: isReadAlone,
    revokeByGrantId: isReadAlone,
  };
}

function metadataOf(client: OpenidClient): ClientMetadata {
  const base = {
    client_id: client.clientId,
    client_name: client.name.vi,
    id_token_signed_response_alg: signingAlg,
  } as const;
  if (client.kind === 'agency-system') {
    return {
      ...base,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: client.jwks,
    };
  }
  return {
    ...base,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    ...(client.backchannelLogoutUri && {
      backchannel_logout_uri: client.backchannelLogoutUri,
      backchannel_logout_session_required: true,
    }),
    ...(client.jwks
      ? { token_endpoint_auth_method: 'private_key_jwt', jwks: client.jwks }
      : { token_endpoint_auth_method: 'none' }),
  };
}
