/**
 * Where a customer signs on screen: with finger, pen or mouse, or by typing the name. Both give the same thing, a picture
 * with dark ink on nothing, since it is printed on white paper whatever the theme of the window.
 */
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useT } from '@/app/i18n';
import { Button } from './Button';
import { TextField } from './TextField';

/** The drawing surface in its own pixels; the layout stretches it in these proportions. */
const width = 720;
const height = 240;
const ink = '#191f25';
/** Type of a typed name, smaller when the name would not fit. */
const largestType = 96;

interface SignaturePadProps {
  label: string;
  /** The signature as a PNG in base64; null while there is none. */
  onChange: (signature: string | null) => void;
}

type Point = { x: number; y: number };

const contextOf = (canvas: HTMLCanvasElement | null) => canvas?.getContext('2d') ?? null;

/** The picture without the head of its data address. */
const pictureOf = (canvas: HTMLCanvasElement) => canvas.toDataURL('image/png').split(',')[1] ?? null;

function writeName(canvas: HTMLCanvasElement, name: string) {
  const context = contextOf(canvas);
  if (!context) return;
  context.clearRect(0, 0, width, height);
  context.fillStyle = ink;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  let size = largestType;
  do {
    context.font = `italic ${size}px cursive, serif`;
    size -= 8;
  } while (size > 24 && context.measureText(name).width > width - 48);
  context.fillText(name, width / 2, height / 2, width - 48);
}

export function SignaturePad({ label, onChange }: SignaturePadProps) {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<Point | null>(null);
  const [typed, setTyped] = useState('');
  const [drawn, setDrawn] = useState(false);
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });

  const at = (event: PointerEvent<HTMLCanvasElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.x) / box.width) * width,
      y: ((event.clientY - box.y) / box.height) * height,
    };
  };
  const stroke = (to: Point) => {
    const context = contextOf(canvas.current);
    const from = last.current;
    if (!context || !from) return;
    context.strokeStyle = ink;
    context.lineWidth = 4;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    last.current = to;
  };
  const start = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture?.(event.pointerId);
    if (typed) {
      // A hand that draws takes the place of the typed name.
      setTyped('');
      contextOf(canvas.current)?.clearRect(0, 0, width, height);
    }
    last.current = at(event);
    stroke(at(event));
  };
  const end = () => {
    if (!last.current || !canvas.current) return;
    last.current = null;
    setDrawn(true);
    told.current(pictureOf(canvas.current));
  };
  const clear = () => {
    contextOf(canvas.current)?.clearRect(0, 0, width, height);
    setTyped('');
    setDrawn(false);
    told.current(null);
  };
  const type = (name: string) => {
    setTyped(name);
    setDrawn(false);
    if (!canvas.current) return;
    writeName(canvas.current, name.trim());
    told.current(name.trim() ? pictureOf(canvas.current) : null);
  };
  return (
    <fieldset className="signature" aria-label={label}>
      {/* The picture says the same to those who hear it. */}
      <span className="text-xs text-text-3" aria-hidden="true">
        {t('signature.empty')}
      </span>
      <canvas
        ref={canvas}
        className="signature-pad"
        width={width}
        height={height}
        role="img"
        aria-label={drawn || typed ? t('signature.there') : t('signature.empty')}
        onPointerDown={start}
        onPointerMove={(event) => stroke(at(event))}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div className="signature-foot">
        <TextField label={t('signature.typed')} optional value={typed} onChange={type} />
        <Button icon="undo" isDisabled={!drawn && !typed} onPress={clear}>
          {t('signature.clear')}
        </Button>
      </div>
    </fieldset>
  );
}
