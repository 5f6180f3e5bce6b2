import { Paperclip } from 'lucide-react';
import { DropZone, type DropZoneProps } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useMessages } from '../language/use-messages.js';
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
    <DropZone className="file-drop" aria-label={label} onDrop={(drop) => void filesOf(drop).then(onFiles)}>
      <FileTrigger acceptedFileTypes={acceptedTypes} allowsMultiple onSelect={(list) => onFiles([...(list ?? [])])}>
        <Button icon={<Paperclip aria-hidden="true" />} aria-label={`${m.chooseFiles}: ${label}`}>
          {m.chooseFiles}
        </Button>
      </FileTrigger>
    </DropZone>
  );
}

type Drop = Parameters<NonNullable<DropZoneProps['onDrop']>>[0];

function filesOf({ items }: Drop): Promise<File[]> {
  return Promise.all(items.filter((item) => item.kind === 'file').map((item) => item.getFile()));
}
