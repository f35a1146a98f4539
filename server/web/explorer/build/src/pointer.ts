// The map by mouse, pen and finger: a tap selects, two expand, a drag pins.
import { expandAll, pin } from './actions';
import { moved } from './scene';
import { selected } from './state';
import { dotAt, under } from './under';
import { focused, hovered, mapAt } from './view';

const SLIP = 4; // that is no drag yet

function place(canvas: HTMLCanvasElement, event: { clientX: number; clientY: number }): [number, number] {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

/** onDot reports whether one pointer takes hold of a node: that drags it, and not the map. */
export function onDot(canvas: HTMLCanvasElement, event: MouseEvent | TouchEvent): boolean {
  const at = 'touches' in event ? (event.touches.length === 1 ? event.touches[0] : undefined) : event;
  return at !== undefined && dotAt(...place(canvas, at)) !== undefined;
}

/** pointing takes the pointer on a canvas; what it returns ends that. */
export function pointing(canvas: HTMLCanvasElement): () => void {
  let held: { id: string; x: number; y: number; dx: number; dy: number } | null = null;
  let down: [number, number] | null = null;
  const listen = new AbortController();
  const { signal: until } = listen;
  canvas.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    const [x, y] = place(canvas, event);
    down = [x, y];
    const dot = dotAt(x, y);
    if (!dot) return;
    const [mx, my] = mapAt(x, y);
    held = { id: dot.node.id, x, y, dx: dot.x - mx, dy: dot.y - my };
    canvas.setPointerCapture(event.pointerId);
  }, { signal: until });
  canvas.addEventListener('pointermove', event => {
    const [x, y] = place(canvas, event);
    if (held && (moved.value || Math.hypot(x - held.x, y - held.y) > SLIP)) {
      const [mx, my] = mapAt(x, y);
      moved.value = { id: held.id, x: mx + held.dx, y: my + held.dy };
      return;
    }
    if (event.pointerType !== 'touch') hovered.value = under(x, y);
    canvas.style.cursor = hovered.value ? 'pointer' : 'grab';
  }, { signal: until });
  canvas.addEventListener('pointerup', event => {
    const [x, y] = place(canvas, event);
    const drag = moved.value;
    if (drag) {
      moved.value = null;
      pin(drag.id, { x: Math.round(drag.x), y: Math.round(drag.y) });
    } else if (down && Math.hypot(x - down[0], y - down[1]) <= SLIP) {
      selected.value = under(x, y);
      focused.value = '';
    }
    held = down = null;
  }, { signal: until });
  canvas.addEventListener('pointercancel', () => {
    moved.value = null;
    held = down = null;
  }, { signal: until });
  canvas.addEventListener('pointerleave', () => { hovered.value = ''; }, { signal: until });
  canvas.addEventListener('dblclick', event => {
    const dot = dotAt(...place(canvas, event));
    if (dot) void expandAll(dot.node);
  }, { signal: until });
  return () => listen.abort();
}
