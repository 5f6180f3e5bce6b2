import type { FormField } from '@motcua/form';
import type { Dossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Table } from '../ui/table.js';
import { AnswerWords } from './answers-view.js';
import { formMessages } from './form.messages.js';

type Changes = NonNullable<Dossier['supplements'][number]['changes']>;

/** What was put right of a declaration, each time with what it said before. Nothing where nothing was. */
export function DeclarationChanges({ dossier }: { dossier: Dossier }) {
  const m = useMessages(formMessages);
  const format = useFormat();
  const fields = dossier.form.layout.flatMap((section) => section.fields);
  return dossier.supplements.map(({ id, answeredAt, changes }) =>
    answeredAt && changes ? (
      <section key={id} className="stack-tight" aria-labelledby={`changes-${id}`}>
        <h3 id={`changes-${id}`}>{m.putRightAt(format.dateTime(answeredAt))}</h3>
        <ChangesTable changes={changes} fields={fields} />
      </section>
    ) : undefined,
  );
}

function ChangesTable({ changes, fields }: { changes: Changes; fields: readonly FormField[] }) {
  const m = useMessages(formMessages);
  const text = useText();
  const words = (pointer: string, value: unknown) => {
    const field = fields.find((candidate) => candidate.pointer === pointer);
    return field && <AnswerWords field={field} value={value} />;
  };
  return (
    <Table
      caption={m.changes}
      rows={changes}
      rowKey={({ pointer }) => pointer}
      columns={[
        { id: 'field', title: m.field, cell: ({ section, label }) => `${text(section)}: ${text(label)}` },
        { id: 'before', title: m.before, cell: ({ pointer, before }) => words(pointer, before) },
        { id: 'after', title: m.after, cell: ({ pointer, after }) => words(pointer, after) },
      ]}
    />
  );
}
