import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import './button.css';

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';

interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  tone?: ButtonTone;
  icon?: ReactNode;
  children: ReactNode;
}

/** A button; while `isPending` it stays in place, says so, and takes no second press. */
export function Button({ tone = 'secondary', icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={buttonClass(tone)}>
      {rest.isPending ? <span className="spinner" aria-hidden="true" /> : icon}
      {children}
    </AriaButton>
  );
}

/** A link that is the main way on looks like a button. */
export function buttonClass(tone: ButtonTone = 'secondary'): string {
  return `button button-${tone}`;
}

interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> {
  label: string;
  children: ReactNode;
}

export function IconButton({ label, children, ...rest }: IconButtonProps) {
  return (
    <AriaButton {...rest} aria-label={label} className="icon-button">
      {children}
    </AriaButton>
  );
}
