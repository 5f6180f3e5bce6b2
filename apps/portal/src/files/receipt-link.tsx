import { FileDown } from 'lucide-react';
import { receiptUrl } from '../api/files.js';
import { useMessages } from '../language/use-messages.js';
import './files.css';
import { filesMessages } from './files.messages.js';

/** Opens the receipt with its promised date; there is one from acceptance on. */
export function ReceiptLink({ dossierId }: { dossierId: string }) {
  const m = useMessages(filesMessages);
  return (
    <a className="file-link" href={receiptUrl(dossierId)} target="_blank" rel="noreferrer">
      <FileDown aria-hidden="true" size={18} />
      {m.receipt}
    </a>
  );
}
