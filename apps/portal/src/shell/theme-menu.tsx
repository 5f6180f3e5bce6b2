import { Moon, Sun, SunMoon } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useMessages } from '../language/use-messages.js';
import { IconButton } from '../ui/button.js';
import { shellMessages } from './shell.messages.js';
import { setTheme, useTheme, type Theme } from './theme.js';

const icons = { system: SunMoon, light: Sun, dark: Moon };

export function ThemeMenu() {
  const m = useMessages(shellMessages);
  const theme = useTheme();
  const Icon = icons[theme];
  const themes: readonly { id: Theme; title: string }[] = [
    { id: 'system', title: m.themeSystem },
    { id: 'light', title: m.themeLight },
    { id: 'dark', title: m.themeDark },
  ];
  return (
    <MenuTrigger>
      <IconButton label={m.theme}>
        <Icon aria-hidden="true" />
      </IconButton>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="options"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[theme]}
          items={themes}
          onAction={(key) => {
            const chosen = themes.find(({ id }) => id === key);
            if (chosen) setTheme(chosen.id);
          }}
        >
          {({ title }) => <MenuItem className="option">{title}</MenuItem>}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
