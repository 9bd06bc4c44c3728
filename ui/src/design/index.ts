/** Everything screens are built of. */
export { AmountField, NumberField } from './AmountField';
export { Avatar } from './Avatar';
export { Badge, useReadable } from './Badge';
export {
  Callout,
  EmptyState,
  type NextAction,
  NextActionStrip,
  Section,
  type Stat,
  StatStrip,
  Thread,
  type ThreadStep,
} from './Blocks';
export { Button, Hint, IconButton } from './Button';
export { Checkbox } from './Checkbox';
export { type Choice, Choices } from './Choices';
export { DateField } from './DateField';
export { Duration, durationText } from './Duration';
export { ChoiceFact, EditableFact, Fact, FactsRail, FactsSection, RecordBody } from './Facts';
export { FilterChip } from './FilterChip';
export { Form } from './Form';
export { FormDialog, FormSheet } from './FormDialog';
export { useFileDrop } from './file-drop';
export { Icon } from './icons';
export { KeyHint, KeysOf, useCaps, useSayKeys } from './KeyHint';
export { LinkRow, LinkRows } from './LinkRows';
export { Menu, type MenuAction, type MenuGroup, MoreMenu } from './Menu';
export { Money } from './Money';
export { Notes } from './Notes';
export { Dialog, Popover, Sheet } from './Overlays';
export { AreaHead, PageHead } from './PageHead';
export { Peek, PeekActions, PeekTitle } from './Peek';
export { type Above, NoRecord, RecordHead, RecordPage, RecordTabs } from './Record';
export { Reorder } from './Reorder';
export { type Segment, Segments } from './Segments';
export { type Option, Select } from './Select';
export { SignaturePad } from './SignaturePad';
export { StateTabs } from './StateTabs';
export { type Maker, Suggest } from './Suggest';
export { Switch } from './Switch';
export { Table, type TableColumn } from './Table';
export { type TabSpec, Tabs } from './Tabs';
export { SearchField, TextField } from './TextField';
export { durationTyped, minutesTyped, wholeNumber } from './typed';
export { Unbroken } from './Unbroken';
export { When } from './When';
