import { z } from 'zod';
import { ConfigurationInvalid, setting, variableName, type ConfigOf } from '@motcua/service-kit/config';

const httpUrl = (example: string) => z.url({ protocol: /^https?$/, error: `must be ${example}` }).optional();

export const paymentSettings = {
  paymentUrl: setting(
    httpUrl('https://…'),
    'where the payment provider takes requests; without it fees are paid at the counter alone',
  ),
  paymentSecret: setting(
    z.string().min(32, { error: 'must have at least 32 characters' }).optional(),
    'the key that this side and the provider sign with, at least 32 characters',
    { secret: true },
  ),
  paymentPublicUrl: setting(
    httpUrl('https://…'),
    'the platform as the provider and the citizen’s browser reach it, https://portal.example.vn',
  ),
  paymentTimeoutMs: setting(
    z.coerce.number().int().min(100).max(30_000).default(5_000),
    'milliseconds that one request to the provider may take',
  ),
  paymentMinutes: setting(
    z.coerce.number().int().min(1).max(1_440).default(15),
    'minutes that the provider’s page takes a payment',
  ),
  paymentLookAfterSeconds: setting(
    z.coerce.number().positive().max(86_400).default(120),
    'seconds of silence after which the provider is asked how a payment stands; each further wait is as long',
  ),
};

export type PaymentConfig = ConfigOf<typeof paymentSettings>;

/** The provider, where one is configured. */
export interface PaymentAccess {
  readonly url: string;
  readonly secret: string;
  readonly publicUrl: string;
  readonly timeoutMs: number;
}

/**
 * @returns nothing where payment online is off
 * @throws ConfigurationInvalid when there is a provider, and not all that it takes to speak with it
 */
export function paymentAccess(config: PaymentConfig): PaymentAccess | undefined {
  const { paymentUrl: url, paymentSecret: secret, paymentPublicUrl: publicUrl, paymentTimeoutMs: timeoutMs } = config;
  if (!url) return undefined;
  if (secret && publicUrl) return { url, secret, publicUrl: publicUrl.replace(/\/$/, ''), timeoutMs };
  const missing = (['paymentSecret', 'paymentPublicUrl'] as const).filter((name) => !config[name]);
  throw new ConfigurationInvalid(
    missing.map((name) => `${variableName(name)}: is needed where ${variableName('paymentUrl')} is set`),
  );
}
