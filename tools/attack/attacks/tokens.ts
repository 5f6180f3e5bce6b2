import { createHmac, generateKeyPairSync, randomBytes, sign as signWith } from 'node:crypto';
import type { Attack } from '../attack.js';
import { nameOf } from '../api.js';
import { Intruder, type Sent } from '../intruder.js';
import { filled } from '../permitted.js';

const claims = (subject: string, url: string) => ({
  iss: url,
  sub: subject,
  aud: url,
  client_id: 'motcua',
  scope: 'openid dossier.oversee province.administer',
  exp: Math.floor(Date.now() / 1000) + 3_600,
  iat: Math.floor(Date.now() / 1000),
});

/** Sessions and access tokens that the platform never gave. None of them may open a door that is shut to nobody in particular. */
export const tokens: Attack = {
  name: 'tokens and sessions of one’s own making',
  async run(scene, tally) {
    const nobody = new Intruder(scene.url);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const made = scene.everybody
      .filter(({ identifier }) => identifier === 'quantri' || identifier === 'lanhdao.tinh')
      .flatMap(({ profile }) => forgeries(claims(profile.subjectId, scene.url), profile.subjectId, privateKey));
    for (const operation of scene.operations) {
      if (operation.method !== 'GET') continue;
      const path = filled(operation);
      const shut = await nobody.patiently('GET', path);
      if (shut.status !== 401) continue;
      for (const { what, sent } of scene.all ? made : [scene.random.pick(made), scene.random.pick(made)]) {
        const { status } = await nobody.patiently('GET', path, sent);
        tally.count(`${nameOf(operation)} by ${what}`, status === 401 ? undefined : String(status));
      }
    }
  },
};

function forgeries(
  claim: object,
  subject: string,
  key: Parameters<typeof signWith>[2],
): { what: string; sent: Sent }[] {
  const bearer = (what: string, token: string) => ({ what, sent: { headers: { Authorization: `Bearer ${token}` } } });
  const own = (header: object) => {
    const input = `${part(header)}.${part(claim)}`;
    return `${input}.${signWith('sha256', Buffer.from(input), { key: key as never, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
  const hmac = (secret: string) => {
    const input = `${part({ alg: 'HS256', typ: 'at+jwt' })}.${part(claim)}`;
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };
  return [
    bearer('a token signed by nobody', `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claim)}.`),
    bearer('a token signed by nobody, in capitals', `${part({ alg: 'NONE' })}.${part(claim)}.`),
    bearer('a token under an empty secret', hmac('')),
    bearer('a token under its issuer’s name', hmac('motcua')),
    bearer('a token under a key of one’s own', own({ alg: 'ES256', typ: 'at+jwt' })),
    bearer(
      'a token that names its own key',
      own({ alg: 'ES256', jku: 'http://127.0.0.1:9/keys', kid: '../../dev/null' }),
    ),
    bearer('an account’s id', subject),
    { what: 'a made-up session', sent: { headers: { Cookie: `motcua=${randomBytes(32).toString('base64url')}` } } },
    { what: 'an account’s id as session', sent: { headers: { Cookie: `motcua=${subject}` } } },
    {
      what: 'headers of a proxy',
      sent: { headers: { 'X-User': subject, 'X-Forwarded-User': subject, 'motcua-caller': part(claim) } },
    },
  ];
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
