/** What lies over the page: dialog for one irreversible or small thing, sheet for one that makes records, popover. */
import type { ReactElement, ReactNode } from 'react';
import {
  Dialog as AriaDialog,
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
  DialogTrigger,
  Heading,
  Modal,
  ModalOverlay,
} from 'react-aria-components';
import { useT } from '@/app/i18n';
import { IconButton } from './Button';
import { Unbroken } from './Unbroken';

interface OverlayProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Beside the title. */
  aside?: ReactNode;
}

function CloseButton({ onClose }: { onClose: () => void }) {
  const t = useT();
  return <IconButton icon="x" label={t('action.close')} keys="escape" onPress={onClose} />;
}

export function Dialog({ title, isOpen, onClose, children, aside }: OverlayProps) {
  return (
    <ModalOverlay className="scrim" isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-box">
        <AriaDialog className="dialog">
          <header className="dialog-h">
            <Heading slot="title" className="title-lg grow">
              <Unbroken text={title} />
            </Heading>
            {aside}
            <CloseButton onClose={onClose} />
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export function Sheet({
  title,
  isOpen,
  onClose,
  children,
  aside,
  size = 'md',
}: OverlayProps & { size?: 'md' | 'lg' }) {
  return (
    <ModalOverlay className="scrim" isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal className="sheet-box">
        <AriaDialog className="sheet" data-size={size}>
          <header className="sheet-h">
            <Heading slot="title" className="title-xl">
              <Unbroken text={title} />
            </Heading>
            <div className="row grow">{aside}</div>
            <CloseButton onClose={onClose} />
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface PopoverProps {
  label: string;
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  placement?: AriaPopoverProps['placement'];
}

export function Popover({ label, trigger, children, placement = 'bottom end' }: PopoverProps) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover className="pop" placement={placement} offset={4}>
        <AriaDialog aria-label={label} className="p-3 outline-none">
          {children}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
