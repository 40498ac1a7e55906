/** Knows the application menu as a tree of items a test can read and click; never how a menu is drawn. */
import type { Menu as ElectronMenu, MenuItemConstructorOptions } from 'electron';
import { loud } from './loud.ts';

type ItemOptions = Omit<MenuItemConstructorOptions, 'click' | 'submenu'> & {
  click?: (item: StandInMenuItem, window: unknown, event: object) => void;
  submenu?: ItemOptions[] | StandInMenu;
};

class StandInMenuItem {
  readonly id: string;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly submenu: StandInMenu | undefined;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  /** Accelerators are not bound to keys here: a test clicks the item. */
  readonly click: () => void;

  constructor(options: ItemOptions) {
    const { submenu } = options;
    this.id = options.id ?? '';
    this.label = options.label ?? '';
    this.role = options.role;
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    this.accelerator = options.accelerator;
    this.submenu = Array.isArray(submenu) ? StandInMenu.buildFromTemplate(submenu) : submenu;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.click = () => options.click?.(this, undefined, {});
  }
}

let applicationMenu: StandInMenu | null = null;

class StandInMenu implements Pick<ElectronMenu, 'closePopup'> {
  readonly items: StandInMenuItem[] = [];

  static setApplicationMenu(menu: StandInMenu | null): void {
    applicationMenu = menu;
  }

  static getApplicationMenu(): StandInMenu | null {
    return applicationMenu;
  }

  static buildFromTemplate(template: (ItemOptions | StandInMenuItem)[]): StandInMenu {
    const menu = new StandInMenu();
    for (const item of template)
      menu.append(item instanceof StandInMenuItem ? item : new StandInMenuItem(item));
    return menu;
  }

  append(item: StandInMenuItem): void {
    this.items.push(loud('MenuItem', item));
  }

  getMenuItemById(id: string): StandInMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  closePopup(): void {
    // Nothing ever pops up.
  }
}

export const Menu = loud('Menu', StandInMenu);
export const MenuItem = loud('MenuItem', StandInMenuItem);
