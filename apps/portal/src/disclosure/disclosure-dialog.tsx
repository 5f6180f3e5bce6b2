import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { showInFull } from '../api/disclosures.js';
import type { Dossier, ShownInFull } from '../api/types.js';
import { ConflictBanner } from '../dossier/conflict-banner.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { Checkbox } from '../ui/checkbox.js';
import { Dialog } from '../ui/dialog.js';
import { RadioGroup } from '../ui/radio-group.js';
import { TextField } from '../ui/text-field.js';
import { disclosureMessages } from './disclosure.messages.js';
import { partNames, partOf, type PartName } from './shown-values.js';

interface DisclosureDialogProps {
  dossierId: string;
  disclosure: NonNullable<Dossier['disclosure']>;
  onClose: () => void;
  onShow: (values: ShownInFull['values']) => void;
}

/** Asks what is wanted and what for, before anything is shown. */
export function DisclosureDialog({ dossierId, disclosure, onClose, onShow }: DisclosureDialogProps) {
  const m = useMessages(disclosureMessages);
  const text = useText();
  const queryClient = useQueryClient();
  const parts = partNames.filter((name) => disclosure.fields.some((pointer) => partOf(pointer) === name));
  const [chosen, setChosen] = useState<readonly PartName[]>(parts.slice(0, 1));
  const [code, setCode] = useState<string>();
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const purpose = disclosure.purposes.find((one) => one.code === code);
  const takesNote = purpose !== undefined && purpose.note !== 'none';
  const lacksNote = purpose?.note === 'required' && note.trim() === '';
  const show = useMutation({
    mutationFn: showInFull,
    onSuccess: ({ values }) => {
      onShow(values);
      onClose();
      return queryClient.invalidateQueries({ queryKey: ['dossier', dossierId, 'timeline'] });
    },
  });
  const words: Record<PartName, string> = { people: m.ofPeople, declaration: m.ofDeclaration };
  return (
    <Dialog title={m.showInFull} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!purpose || lacksNote || chosen.length === 0) return;
          show.mutate({
            dossierId,
            purpose: purpose.code,
            fields: disclosure.fields.filter((pointer) => chosen.includes(partOf(pointer))),
            ...(takesNote && note.trim() && { note: note.trim() }),
          });
        }}
      >
        <p className="small muted">{m.lead}</p>
        <fieldset className="field">
          <legend className="field-label">{m.what}</legend>
          {parts.map((name) => (
            <Checkbox
              key={name}
              isSelected={chosen.includes(name)}
              isInvalid={isTried && chosen.length === 0}
              onChange={(isChosen) =>
                setChosen((before) => (isChosen ? [...before, name] : before.filter((one) => one !== name)))
              }
            >
              {words[name]}
            </Checkbox>
          ))}
          {isTried && chosen.length === 0 && <span className="field-error">{m.whatMissing}</span>}
        </fieldset>
        <RadioGroup
          label={m.purpose}
          options={disclosure.purposes.map((one) => ({ value: one.code, label: text(one.name) }))}
          value={code}
          onChange={setCode}
          error={isTried && !purpose ? m.purposeMissing : undefined}
        />
        {takesNote && (
          <TextField
            label={m.note}
            help={m.noteHelp}
            isOptional={purpose.note === 'optional'}
            value={note}
            onChange={setNote}
            error={isTried && lacksNote ? m.noteMissing : undefined}
          />
        )}
        {show.error && <ConflictBanner error={show.error} />}
        <div className="dialog-actions">
          <Button onPress={onClose}>{m.cancel}</Button>
          <Button type="submit" tone="primary" isPending={show.isPending}>
            {m.showInFull}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
