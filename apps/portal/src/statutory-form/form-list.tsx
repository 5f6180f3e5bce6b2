import { Eye, FileText } from 'lucide-react';
import { useState } from 'react';
import { formUrl } from '../api/files.js';
import type { Dossier } from '../api/types.js';
import { FilePreview } from '../files/file-preview.js';
import '../files/files.css';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { IconButton } from '../ui/button.js';
import { formMessages } from './form.messages.js';

interface StatutoryForm {
  id: string;
  name: string;
  note: string;
  url: string;
}

/** The statutory forms of a dossier that the reader may have, each a PDF to look at, open or keep. */
export function FormList({ dossier }: { dossier: Dossier }) {
  const m = useMessages(formMessages);
  const forms = useForms(dossier);
  const [shown, setShown] = useState<StatutoryForm>();
  if (forms.length === 0) return <p className="muted">{m.none}</p>;
  return (
    <>
      <ul className="files">
        {forms.map((form) => (
          <li key={form.id} className="file">
            <FileText aria-hidden="true" size={20} className="file-icon" />
            <div className="file-facts">
              <a href={form.url} target="_blank" rel="noreferrer" className="file-name">
                {form.name}
              </a>
              {form.note && <span className="small muted tabular">{form.note}</span>}
            </div>
            <IconButton label={m.preview(form.name)} onPress={() => setShown(form)}>
              <Eye aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      {shown && (
        <FilePreview
          title={shown.name}
          url={shown.url}
          mediaType="application/pdf"
          isOurs
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}

/** The receipt, what tells of single acts in their order, and for officers the control slip. */
function useForms({ id, forms, letters, payments, acceptedAt }: Dossier): StatutoryForm[] {
  const m = useMessages(formMessages);
  const format = useFormat();
  const ofDossier = (form: Dossier['forms'][number], note: string): StatutoryForm[] =>
    forms.includes(form) ? [{ id: form, name: m[form], note, url: formUrl(id, form) }] : [];
  return [
    ...ofDossier('receipt', acceptedAt ? format.dateTime(acceptedAt) : ''),
    ...letters.map(({ form, of, issuedAt }) => ({
      id: of,
      name:
        form === 'fee-receipt' && payments.every((payment) => payment.id !== of) ? m.feeReceiptAfterRefund : m[form],
      note: format.dateTime(issuedAt),
      url: formUrl(id, form, of),
    })),
    ...ofDossier('control-slip', m.asItStands),
  ];
}
