import { Eye, FileText } from 'lucide-react';
import { useState } from 'react';
import { fileUrl } from '../api/files.js';
import type { StoredFile } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { IconButton } from '../ui/button.js';
import { FilePreview, hasPreview } from './file-preview.js';
import './files.css';
import { filesMessages } from './files.messages.js';
import { Fingerprint } from './upload-list.js';

/** Stored files, each to look at here or to open, with its size and fingerprint. */
export function FileList({ files }: { files: readonly StoredFile[] }) {
  const m = useMessages(filesMessages);
  const format = useFormat();
  const [shown, setShown] = useState<StoredFile>();
  return (
    <>
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
            {hasPreview(file.mediaType) && (
              <IconButton label={m.preview(file.name)} onPress={() => setShown(file)}>
                <Eye aria-hidden="true" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {shown && (
        <FilePreview
          title={shown.name}
          url={fileUrl(shown.id)}
          mediaType={shown.mediaType}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}
