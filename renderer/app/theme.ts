// The look: Inter, calm blue, 30 px controls, contrast that passes WCAG AA in light and dark.
import {
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  InputWrapper,
  Modal,
  NavLink,
  Paper,
  Select,
  Table,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { enterTakesTheFirst } from './enter-takes-first.ts';
import { forgivingFilter } from './forgiving-filter.ts';

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Menlo, monospace",
  fontSizes: { xs: '11px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.4' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '19px' },
      h2: { fontSize: '16px' },
      h3: { fontSize: '14px' },
      h4: { fontSize: '13px' },
    },
  },
  primaryColor: 'blue',
  // Mantine's own defaults (6 and 8) miss 4.5:1 for white text on the filled colour.
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Words stay as people write them.
    Badge: Badge.extend({ defaultProps: { radius: 'sm', tt: 'none', fw: 600 } }),
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      vars: () => ({ root: { '--button-height': '30px', '--button-fz': '13px' } }),
    }),
    Input: Input.extend({
      defaultProps: { size: 'sm' },
      vars: () => ({ wrapper: { '--input-height': '30px', '--input-fz': '13px' } }),
    }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({
      defaultProps: {
        size: 'sm',
        checkIconPosition: 'right',
        allowDeselect: false,
        filter: forgivingFilter,
        // What is typed and Enter are enough: the best hit is ready.
        selectFirstOptionOnChange: true,
        onKeyDownCapture: enterTakesTheFirst,
        // However it was reached, what is typed takes the place of what stands there.
        onFocus: (event) => event.currentTarget.select(),
      },
    }),
    InputWrapper: InputWrapper.extend({
      vars: () => ({ label: { '--input-label-size': '13px' }, error: {}, success: {}, description: {} }),
    }),
    Modal: Modal.extend({
      defaultProps: { centered: true, transitionProps: { duration: 0 } },
      styles: { title: { fontSize: '16px', fontWeight: 650 } },
    }),
    NavLink: NavLink.extend({ defaultProps: { variant: 'light' } }),
    Paper: Paper.extend({ defaultProps: { withBorder: true } }),
    Table: Table.extend({
      defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm', highlightOnHover: true },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, transitionProps: { duration: 0 } } }),
  },
});

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--rail-size': '52px', '--bar-size': '44px' },
  light: {
    '--mantine-color-dimmed': '#5a6169',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': '#c01c1c',
    // Words in a colour of their own; Mantine's miss 4.5:1 on white.
    '--mantine-color-teal-text': '#087f5b',
    '--mantine-color-green-text': '#237032',
    '--mantine-color-orange-text': '#a63e00',
    '--mantine-color-yellow-text': '#7a5200',
    '--desk-surface': '#ffffff',
    '--desk-line': '#dee2e6',
    '--desk-line-strong': '#ced4da',
    '--desk-muted-surface': '#f6f8fa',
    '--desk-allergy-surface': '#ffe3e3',
    '--desk-allergy-text': '#a51111',
  },
  dark: {
    '--mantine-color-dimmed': '#a6adb5',
    '--mantine-color-placeholder': '#9aa1a9',
    '--mantine-color-error': '#ff8787',
    '--desk-surface': '#1b1c1f',
    '--desk-line': '#34363b',
    '--desk-line-strong': '#45484e',
    '--desk-muted-surface': '#212226',
    '--desk-allergy-surface': '#5c1010',
    '--desk-allergy-text': '#ffd5d5',
  },
});
