import { FileText } from 'lucide-react';
import { fileUrl } from '../api/files.js';
import type { StoredFile } from '../api/types.js';
import { useFormat } from '../language/format.js';
import './files.css';
import { Fingerprint } from './upload-list.js';

/** Stored files, each to open, with its size and fingerprint. */
export function FileList({ files }: { files: readonly StoredFile[] }) {
  const format = useFormat();
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.id} className="file">
          <FileText aria-hidden="true" size={20} className="file-icon" />
          <div className="file-facts">
            <a href={fileUrl(file.id)} target="_blank" rel="noreferrer" className="file-name">
              {file.name}
            </a>
            <span className="small muted">{format.fileSize(file.size)}</span>
            <Fingerprint sha256={file.sha256} />
          </div>
        </li>
      ))}
    </ul>
  );
}
