/** Knows a window as a surface on the screen: state, size, title; never when it opens or closes, nor the page in it. */
import type { BrowserWindow, Rectangle } from 'electron';
import { LoudEmitter } from './loud.ts';
import type { NativeWindow } from './native-window.ts';

const emitted = [
  'close',
  'closed',
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'minimize',
  'restore',
  'maximize',
  'unmaximize',
  'resize',
  'resized',
];
/** Never told here; a test may emit them itself. */
const onlyOnRealElectron = [
  'session-end',
  'query-session-end',
  'unresponsive',
  'responsive',
  'enter-full-screen',
  'leave-full-screen',
  'move',
  'moved',
  'page-title-updated',
];

type Offered = Pick<
  BrowserWindow,
  | 'minimize'
  | 'restore'
  | 'isMinimized'
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'isFullScreen'
  | 'setFullScreen'
  | 'setBounds'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setSize'
  | 'getSize'
  | 'setContentSize'
  | 'getContentSize'
  | 'getContentBounds'
  | 'setMinimumSize'
  | 'getMinimumSize'
  | 'center'
  | 'setTitle'
  | 'getTitle'
  | 'setBackgroundColor'
  | 'getBackgroundColor'
  | 'setMenu'
  | 'removeMenu'
  | 'setMenuBarVisibility'
  | 'setAutoHideMenuBar'
  | 'setContentProtection'
  | 'isVisible'
>;

export interface Appearance {
  title: string;
  backgroundColor: string;
  visible: boolean;
  minimumSize: [number, number];
}

export abstract class WindowSurface extends LoudEmitter implements Offered {
  protected readonly native: NativeWindow;
  protected readonly appearance: Appearance;

  constructor(native: NativeWindow, appearance: Appearance) {
    super('BrowserWindow', [...emitted, ...onlyOnRealElectron]);
    this.native = native;
    this.appearance = appearance;
  }

  isVisible(): boolean {
    return this.appearance.visible;
  }

  minimize(): void {
    this.changeState('minimized', 'minimize');
  }

  restore(): void {
    this.changeState('normal', 'restore');
  }

  maximize(): void {
    this.appearance.visible = true;
    this.changeState('maximized', 'maximize');
  }

  unmaximize(): void {
    this.changeState('normal', 'unmaximize');
  }

  protected changeState(state: 'normal' | 'minimized' | 'maximized', event: string): void {
    void this.native.setState(state);
    this.emit(event);
  }

  isMinimized(): boolean {
    return this.native.state === 'minimized';
  }

  isMaximized(): boolean {
    return this.native.state === 'maximized';
  }

  isFullScreen(): boolean {
    return this.native.state === 'fullscreen';
  }

  setFullScreen(flag: boolean): void {
    void this.native.setState(flag ? 'fullscreen' : 'normal');
  }

  /** The window has no frame here, so its bounds and its content's are the same. */
  setBounds(bounds: Partial<Rectangle>): void {
    void this.native.setBounds(bounds);
    this.emit('resize');
    this.emit('resized');
  }

  getBounds(): Rectangle {
    return { ...this.native.bounds };
  }

  getNormalBounds(): Rectangle {
    return this.getBounds();
  }

  getContentBounds(): Rectangle {
    return this.getBounds();
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getSize(): [number, number] {
    return [this.native.bounds.width, this.native.bounds.height];
  }

  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getContentSize(): [number, number] {
    return this.getSize();
  }

  setMinimumSize(width: number, height: number): void {
    this.appearance.minimumSize = [width, height];
  }

  getMinimumSize(): [number, number] {
    return this.appearance.minimumSize;
  }

  center(): void {
    // The desktop places windows; their position means nothing without a screen.
  }

  setTitle(title: string): void {
    this.appearance.title = title;
  }

  getTitle(): string {
    return this.appearance.title;
  }

  setBackgroundColor(color: string): void {
    // Seen only in the moment before a page paints; nothing is painted before a page here.
    this.appearance.backgroundColor = color;
  }

  getBackgroundColor(): string {
    return this.appearance.backgroundColor;
  }

  setMenu(): void {
    // Menus belong to a desktop this window does not have.
  }

  removeMenu(): void {
    this.setMenu();
  }

  setMenuBarVisibility(): void {
    this.setMenu();
  }

  setAutoHideMenuBar(): void {
    this.setMenu();
  }

  setContentProtection(): void {
    // Not enforced: hiding a window from screen capture is the operating system's work.
  }
}
