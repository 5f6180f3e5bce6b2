import { ChevronDown, Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { foldVietnamese } from '../language/fold-vietnamese.js';
import { useMessages } from '../language/use-messages.js';
import { FieldLabel, FieldNotes, type FieldProps } from './field.js';
import { OptionItem, type Option } from './select.js';
import { uiMessages } from './ui.messages.js';

interface ComboBoxProps extends FieldProps {
  options: readonly Option[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  id?: string;
  autoFocus?: boolean;
}

/** A choice among many: what is typed narrows the list, with or without Vietnamese marks. */
export function ComboBox({ label, help, error, isOptional, options, value, onChange, id, autoFocus }: ComboBoxProps) {
  const m = useMessages(uiMessages);
  const [typed, setTyped] = useState<string>();
  const chosen = options.find((option) => option.value === value)?.label ?? '';
  const wanted = foldVietnamese(typed ?? '');
  const fitting =
    typed === undefined ? options : options.filter((option) => foldVietnamese(option.label).includes(wanted));
  return (
    <AriaComboBox
      id={id}
      className="field"
      items={fitting}
      inputValue={typed ?? chosen}
      onInputChange={(text) => setTyped(text === chosen ? undefined : text)}
      value={value ?? null}
      onChange={(key) => {
        setTyped(undefined);
        onChange(key === null ? undefined : String(key));
      }}
      onBlur={() => setTyped(undefined)}
      menuTrigger="focus"
      autoFocus={autoFocus}
      allowsEmptyCollection
      isInvalid={error !== undefined}
      validationBehavior="aria"
      isRequired={!isOptional}
    >
      <FieldLabel label={label} isOptional={isOptional} />
      <div className="combo-box">
        <Input className="input" placeholder={m.choose} />
        <Button className="icon-button" aria-label={m.openList}>
          <ChevronDown aria-hidden="true" />
        </Button>
      </div>
      <FieldNotes help={help} error={error} />
      <OptionList options={fitting} />
    </AriaComboBox>
  );
}

interface SearchComboBoxProps {
  label: string;
  placeholder?: string;
  suggestions: readonly Option[];
  /** The suggestions for this text are still on their way. */
  isSearching: boolean;
  value: string;
  onChange: (text: string) => void;
  /** A suggestion was chosen. */
  onChoose: (value: string) => void;
  /** Enter was pressed on the text itself. */
  onSubmit?: (text: string) => void;
  isLabelHidden?: boolean;
  isLarge?: boolean;
  autoFocus?: boolean;
}

/** A search whose suggestions come from elsewhere: any text may be submitted, or a suggestion chosen. */
export function SearchComboBox(props: SearchComboBoxProps) {
  const {
    label,
    isLabelHidden,
    isLarge,
    placeholder,
    suggestions,
    isSearching,
    value,
    onChange,
    onChoose,
    onSubmit,
    autoFocus,
  } = props;
  const focusedSuggestion = useRef(false);
  return (
    <AriaComboBox
      className={isLarge ? 'field field-large' : 'field'}
      items={suggestions}
      inputValue={value}
      onInputChange={onChange}
      value={null}
      onChange={(key) => key !== null && onChoose(String(key))}
      allowsCustomValue
      allowsEmptyCollection={value.trim() !== ''}
      autoFocus={autoFocus}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <div className="search-input">
        <Search aria-hidden="true" size={20} />
        <Input
          className="input"
          placeholder={placeholder}
          enterKeyHint="search"
          onKeyDownCapture={(event) => {
            focusedSuggestion.current = event.currentTarget.getAttribute('aria-activedescendant') !== null;
          }}
          onKeyUp={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && !focusedSuggestion.current)
              onSubmit?.(value);
          }}
        />
      </div>
      <OptionList options={suggestions} isSearching={isSearching} />
    </AriaComboBox>
  );
}

function OptionList({ options, isSearching }: { options: readonly Option[]; isSearching?: boolean }) {
  const m = useMessages(uiMessages);
  return (
    <Popover className="popover">
      <ListBox
        className="options"
        items={options}
        renderEmptyState={() => <p className="options-empty">{isSearching ? m.searching : m.nothingFits}</p>}
      >
        {(option) => <OptionItem id={option.value} option={option} />}
      </ListBox>
    </Popover>
  );
}
