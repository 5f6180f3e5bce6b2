import { createTransport } from 'nodemailer';
import type { Personal } from '@motcua/service-kit/logs';
import { withinTime } from '@motcua/service-kit/time-limit';

export interface Mail {
  /** UUID of the message. It makes the Message-ID, so that a receiver knows a second copy for what it is. */
  readonly messageId: string;
  readonly to: Personal<{ readonly name: string; readonly address: string }>;
  readonly subject: string;
  readonly text: string;
}

/** The mail was not taken. */
export class MailRefused extends Error {
  /** @param forGood the server will not take this mail however often it is tried */
  constructor(
    /** What the transport calls the fault, and the server's reply code. Its text may name the receiver and is left out. */
    readonly reason: string,
    readonly forGood: boolean,
  ) {
    super(`Mail refused: ${reason}`);
    this.name = 'MailRefused';
  }
}

interface MailerOptions {
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly timeoutMs: number;
}

/** Hands mails to the province's mail server, each within a time limit. */
export class Mailer {
  private readonly transport;

  constructor(private readonly options: MailerOptions) {
    this.transport = createTransport({ url: options.smtpUrl, disableFileAccess: true, disableUrlAccess: true });
  }

  /**
   * Resolves when the server has taken the mail.
   * @param stopping ends the attempt at once
   * @throws MailRefused
   */
  async send(mail: Mail, stopping: AbortSignal): Promise<void> {
    const { mailFrom, timeoutMs } = this.options;
    try {
      await withinTime(timeoutMs, stopping, (signal) =>
        this.transport.sendMail({
          from: mailFrom,
          to: mail.to.reveal(),
          subject: mail.subject,
          text: mail.text,
          messageId: `<${mail.messageId}@${mailFrom.slice(mailFrom.indexOf('@') + 1)}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal,
        }),
      );
    } catch (error) {
      throw toRefusal(error);
    }
  }
}

/** A reply from 500 on to the addresses or to the content is final (RFC 5321, 4.2.1); a wrong password is not the mail's fault. */
function toRefusal(error: unknown): MailRefused {
  const code = property(error, 'code');
  const replyCode = property(error, 'responseCode');
  const forGood = (code === 'EENVELOPE' || code === 'EMESSAGE') && Number(replyCode ?? 0) >= 500;
  return new MailRefused([code ?? 'unknown', replyCode].filter(Boolean).join(' '), forGood);
}

function property(error: unknown, name: 'code' | 'responseCode'): string | undefined {
  return error instanceof Error && name in error ? String(Reflect.get(error, name)) : undefined;
}
