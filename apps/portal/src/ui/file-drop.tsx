import { Paperclip } from 'lucide-react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useMessages } from '../language/messages.js';
import { Button } from './button.js';
import { uiMessages } from './ui.messages.js';
import './field.css';

interface FileDropProps {
  /** What the files are for; names the drop zone and the button. */
  label: string;
  acceptedTypes: readonly string[];
  onFiles: (files: File[]) => void;
}

export function FileDrop({ label, acceptedTypes, onFiles }: FileDropProps) {
  const m = useMessages(uiMessages);
  return (
    <DropZone
      className="file-drop"
      aria-label={label}
      onDrop={async (drop) => {
        const dropped = drop.items.filter((item) => item.kind === 'file');
        onFiles(await Promise.all(dropped.map((item) => item.getFile())));
      }}
    >
      <FileTrigger acceptedFileTypes={acceptedTypes} allowsMultiple onSelect={(list) => onFiles([...(list ?? [])])}>
        <Button icon={<Paperclip aria-hidden="true" />} aria-label={`${m.chooseFiles}: ${label}`}>
          {m.chooseFiles}
        </Button>
      </FileTrigger>
    </DropZone>
  );
}
