import { SMTPServer } from 'smtp-server';

/** What a mail server says to one attempt: takes it, refuses it with a reply code, or never answers. */
export type Reply = 'take' | 'hang' | number;

export interface TakenMail {
  readonly to: string;
  readonly content: string;
}

/** A real SMTP server that answers attempts by the given replies, and takes all further ones. */
export async function mailServerForTest(replies: readonly Reply[] = []) {
  const taken: TakenMail[] = [];
  let attempts = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onRcptTo(_address, _session, answer) {
      const reply = replies[attempts++] ?? 'take';
      if (reply === 'hang') return;
      answer(reply === 'take' ? null : Object.assign(new Error('not now'), { responseCode: reply }));
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push({
          to: session.envelope.rcptTo.map(({ address }) => address).join(),
          content: Buffer.concat(chunks).toString(),
        });
        answer();
      });
    },
  });
  server.on('error', () => undefined); // connections that the client cuts
  const listening = await new Promise<ReturnType<typeof server.listen>>((resolve) => {
    const bound = server.listen(0, '127.0.0.1', () => resolve(bound));
  });
  const address = listening.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    attempts: () => attempts,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
