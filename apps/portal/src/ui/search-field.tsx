import { Search, X } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { useMessages } from '../language/use-messages.js';
import { uiMessages } from './ui.messages.js';
import './field.css';

interface SearchFieldProps {
  label: string;
  isLabelHidden?: boolean;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: (value: string) => void;
}

export function SearchField({ label, isLabelHidden, placeholder, ...rest }: SearchFieldProps) {
  const m = useMessages(uiMessages);
  return (
    <AriaSearchField {...rest} className="field">
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <div className="search-input">
        <Search aria-hidden="true" size={20} />
        <Input className="input" placeholder={placeholder} />
        {rest.value !== '' && (
          <Button className="icon-button" aria-label={m.clear}>
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
    </AriaSearchField>
  );
}
