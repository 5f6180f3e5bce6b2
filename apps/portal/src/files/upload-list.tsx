import { CircleAlert, CircleCheck, RotateCw, X } from 'lucide-react';
import { acceptedMediaTypes } from '../api/files.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { IconButton } from '../ui/button.js';
import { FileDrop } from '../ui/file-drop.js';
import './files.css';
import { filesMessages } from './files.messages.js';
import type { Upload, Uploads } from './use-uploads.js';

interface UploadListProps {
  componentCode: string;
  label: string;
  uploads: Uploads;
}

/** Where the files of one component are chosen, seen on their way, and taken out again. */
export function UploadList({ componentCode, label, uploads }: UploadListProps) {
  const m = useMessages(filesMessages);
  return (
    <div className="stack-tight">
      <ul className="files">
        {uploads.of(componentCode).map((upload) => (
          <UploadItem
            key={upload.key}
            upload={upload}
            onRemove={() => uploads.remove(componentCode, upload.key)}
            onRetry={() => uploads.retry(componentCode, upload.key)}
          />
        ))}
      </ul>
      <FileDrop
        label={label}
        acceptedTypes={acceptedMediaTypes}
        onFiles={(files) => uploads.add(componentCode, files)}
      />
      <p className="small muted">{m.hint}</p>
    </div>
  );
}

interface UploadItemProps {
  upload: Upload;
  onRemove: () => void;
  onRetry: () => void;
}

function UploadItem({ upload, onRemove, onRetry }: UploadItemProps) {
  const m = useMessages(filesMessages);
  return (
    <li className="file">
      <div className="file-facts">
        <span className="file-name">{upload.file.name}</span>
        <UploadState upload={upload} />
      </div>
      {upload.fault === 'failed' && (
        <IconButton label={m.retry} onPress={onRetry}>
          <RotateCw aria-hidden="true" />
        </IconButton>
      )}
      <IconButton label={m.remove(upload.file.name)} onPress={onRemove}>
        <X aria-hidden="true" />
      </IconButton>
    </li>
  );
}

function UploadState({ upload: { file, stored, fault, progress } }: { upload: Upload }) {
  const m = useMessages(filesMessages);
  const format = useFormat();
  if (fault) {
    return (
      <span className="field-error" role="alert">
        <CircleAlert aria-hidden="true" size={16} />
        {m[fault]}
      </span>
    );
  }
  if (!stored) {
    return (
      <>
        <progress className="file-progress" max={1} value={progress} aria-label={file.name} />
        <span className="small muted tabular">{m.uploading(format.percent(progress))}</span>
      </>
    );
  }
  return (
    <>
      <span className="small file-stored">
        <CircleCheck aria-hidden="true" size={16} />
        {m.stored} · {format.fileSize(stored.size)}
      </span>
      <Fingerprint sha256={stored.sha256} />
    </>
  );
}

/** The hash by which anyone can prove later that the file is the same. */
export function Fingerprint({ sha256 }: { sha256: string }) {
  const m = useMessages(filesMessages);
  return (
    <span className="small muted file-hash" title={m.fingerprint}>
      SHA-256 <span className="code">{sha256}</span>
    </span>
  );
}
