import { Download, ExternalLink } from 'lucide-react';
import { useMessages } from '../language/use-messages.js';
import { buttonClass } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import './files.css';
import { filesMessages } from './files.messages.js';

interface FilePreviewProps {
  title: string;
  url: string;
  mediaType: string;
  /** The platform rendered it itself: only such a file opens as a page of its own. What people uploaded is saved instead. */
  isOurs?: boolean;
  onClose: () => void;
}

/** What a browser can show without a program of its own. */
export function hasPreview(mediaType: string): boolean {
  return mediaType === 'application/pdf' || mediaType.startsWith('image/');
}

/**
 * A file over the page that it belongs to. A picture cannot act; a PDF is shown by the browser's viewer, which keeps its scripts inside and
 * which no browser starts in a sandboxed frame (https://crbug.com/413851): the document service forbids it everything by its policy instead.
 */
export function FilePreview({ title, url, mediaType, isOurs = false, onClose }: FilePreviewProps) {
  const m = useMessages(filesMessages);
  return (
    <Dialog title={title} isOpen onClose={onClose} isWide>
      <div className="stack">
        {mediaType === 'application/pdf' ? (
          <iframe className="file-preview file-preview-pdf" src={url} title={title} referrerPolicy="no-referrer" />
        ) : (
          <img className="file-preview" src={url} alt={title} />
        )}
        <div className="dialog-actions">
          {isOurs && (
            <a className={buttonClass()} href={url} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden="true" size={18} />
              {m.openInTab}
            </a>
          )}
          <a className={buttonClass()} href={url} download={title}>
            <Download aria-hidden="true" size={18} />
            {m.download}
          </a>
        </div>
      </div>
    </Dialog>
  );
}
