import type { RegisterBookRow } from '../api/register-book.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { Code } from '../ui/copy-code.js';
import type { Column } from '../ui/table.js';
import { registerBookMessages } from './register-book.messages.js';

/** The columns of the statutory register, with what belongs together in one. */
export function useRegisterColumns(): Column<RegisterBookRow>[] {
  const m = useMessages(registerBookMessages);
  const format = useFormat();
  const at = (instant: string | undefined) => (instant ? format.dateTime(instant) : '–');
  return [
    { id: 'code', title: m.code, cell: ({ code }) => <Code>{code}</Code> },
    { id: 'procedure', title: m.procedure, cell: ({ procedureName }) => procedureName },
    { id: 'sets', title: m.sets, isNumeric: true, cell: ({ sets }) => sets },
    { id: 'submitter', title: m.submitter, cell: ({ submitter }) => submitter },
    { id: 'agency', title: m.competent, cell: ({ competentAgencyName }) => competentAgencyName },
    { id: 'accepted', title: m.accepted, isNumeric: true, cell: ({ acceptedAt }) => at(acceptedAt) },
    { id: 'due', title: m.due, isNumeric: true, cell: ({ dueAt }) => at(dueAt) },
    { id: 'decided', title: m.decided, isNumeric: true, cell: ({ decidedAt }) => at(decidedAt) },
    { id: 'returned', title: m.returned, isNumeric: true, cell: ({ returnedAt }) => at(returnedAt) },
    { id: 'receiving', title: m.receiving, cell: ({ receiving }) => receiving },
    { id: 'note', title: m.note, cell: ({ note }) => note ?? '' },
  ];
}
