// The canvas: it draws the scene, and takes the pointer and the keys.
import { effect, signal } from '@preact/signals';
import { quadtree, type Quadtree } from 'd3-quadtree';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from 'd3-zoom';
import { useEffect, useRef } from 'preact/hooks';
import { expandAll, pin } from './actions';
import { draw } from './draw';
import { onKey, focused } from './keys';
import { CanvasPen } from './pen';
import { distance } from './route';
import { moved, scene, type Dot } from './scene';
import { camera, chart, selected, type Camera } from './state';
import { onTheme, readTheme, type Theme } from './theme';
import { onScreen, type Frame } from './view';

export const hovered = signal('');
export const size = signal({ width: 0, height: 0 });
const theme = signal<Theme | null>(null);

const REACH = 12; // of the pointer, beyond what it points at
const SLIP = 4; // that is no drag yet

/** frame is what is to be seen now. */
export function frame(): Frame | null {
  const { width, height } = size.value;
  if (!theme.value || width === 0) return null;
  return { width, height, camera: camera.value, theme: theme.value, selected: selected.value, focused: focused.value, hovered: hovered.value };
}

/** mapAt is the place of the map under a place of the canvas. */
function mapAt(x: number, y: number): [number, number] {
  const { width, height } = size.value;
  const { x: cx, y: cy, k } = camera.value;
  return [(x - width / 2) / k + cx, (y - height / 2) / k + cy];
}

let tree: Quadtree<Dot> | undefined;
let treeOf: unknown;

function dotAt(x: number, y: number): Dot | undefined {
  const now = scene.value;
  if (treeOf !== now) {
    tree = quadtree<Dot>(now.dots, dot => dot.x, dot => dot.y);
    treeOf = now;
  }
  const [mx, my] = mapAt(x, y);
  const found = tree?.find(mx, my, 60);
  return found && Math.hypot(found.x - mx, found.y - my) <= found.r + REACH / camera.value.k ? found : undefined;
}

function edgeAt(x: number, y: number): string {
  const [mx, my] = mapAt(x, y);
  let nearest = '';
  let least = REACH / camera.value.k;
  for (const { edge, route } of scene.value.ties) {
    const away = distance(route, mx, my);
    if (away < least) [nearest, least] = [edge.id, away];
  }
  return nearest;
}

function under(x: number, y: number): string {
  return dotAt(x, y)?.node.id ?? edgeAt(x, y);
}

export function Stage() {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    return canvas ? mount(canvas) : undefined;
  }, []);
  return (
    <canvas
      id="map" ref={ref} tabIndex={0} role="application" aria-roledescription="map of the graph"
      aria-label={`Map: ${scene.value.dots.length} nodes, ${scene.value.ties.length} edges. Arrow keys move along edges, Enter selects, E expands, question mark lists all keys.`}
      onKeyDown={onKey} onFocus={() => { if (!focused.value) focused.value = selected.value || (scene.value.dots[0]?.node.id ?? ''); }}
      onBlur={() => { focused.value = ''; }}
    />
  );
}

function mount(canvas: HTMLCanvasElement): () => void {
  const on = canvas.getContext('2d');
  if (!on) return () => undefined;
  theme.value = readTheme();
  const quit = [
    onTheme(() => { theme.value = readTheme(); }),
    measure(canvas),
    zooming(canvas),
    pointing(canvas),
    painting(canvas, on),
  ];
  return () => { for (const stop of quit) stop(); };
}

function measure(canvas: HTMLCanvasElement): () => void {
  const fit = () => {
    const { clientWidth: width, clientHeight: height } = canvas;
    size.value = { width, height };
  };
  const observer = new ResizeObserver(fit);
  observer.observe(canvas);
  fit();
  return () => observer.disconnect();
}

function painting(canvas: HTMLCanvasElement, on: CanvasRenderingContext2D): () => void {
  let due = 0;
  const paint = () => {
    due = 0;
    const now = frame();
    if (!now) return;
    const ratio = devicePixelRatio || 1;
    const [width, height] = [Math.round(now.width * ratio), Math.round(now.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    on.setTransform(ratio, 0, 0, ratio, 0, 0);
    on.clearRect(0, 0, now.width, now.height);
    draw(new CanvasPen(on), scene.value, now);
  };
  const stop = effect(() => {
    frame();
    scene.value;
    due ||= requestAnimationFrame(paint);
  });
  return () => {
    stop();
    cancelAnimationFrame(due);
  };
}

let behaviour: ZoomBehavior<HTMLCanvasElement, unknown> | undefined;
let zoomed: HTMLCanvasElement | undefined;

/** aim points the camera. */
export function aim(next: Camera): void {
  camera.value = next;
  if (behaviour && zoomed) {
    const { width, height } = size.value;
    select(zoomed).call(behaviour.transform, zoomIdentity.translate(width / 2 - next.x * next.k, height / 2 - next.y * next.k).scale(next.k));
  }
}

function zooming(canvas: HTMLCanvasElement): () => void {
  const start = camera.value;
  zoomed = canvas;
  behaviour = zoom<HTMLCanvasElement, unknown>()
    .scaleExtent([0.05, 6])
    .filter((event: MouseEvent | TouchEvent | WheelEvent) => event.type === 'wheel' || (!('button' in event && event.button) && !onDot(canvas, event)))
    .on('zoom', ({ transform: { x, y, k } }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      const { width, height } = size.value;
      camera.value = { x: (width / 2 - x) / k, y: (height / 2 - y) / k, k };
    });
  select(canvas).call(behaviour).on('dblclick.zoom', null);
  aim(start);
  // Where the page changes its size, what is in the middle stays there.
  const stop = effect(() => { if (size.value.width) aim(camera.peek()); });
  return () => {
    stop();
    select(canvas).on('.zoom', null);
  };
}

function place(canvas: HTMLCanvasElement, event: { clientX: number; clientY: number }): [number, number] {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

/** onDot reports whether one pointer takes hold of a node: that drags it, and not the map. */
function onDot(canvas: HTMLCanvasElement, event: MouseEvent | TouchEvent): boolean {
  const at = 'touches' in event ? (event.touches.length === 1 ? event.touches[0] : undefined) : event;
  return at !== undefined && dotAt(...place(canvas, at)) !== undefined;
}

function pointing(canvas: HTMLCanvasElement): () => void {
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

const MARGIN = 70;

/** fitted is a camera that sees the whole map. */
export function fitted({ width, height }: { width: number; height: number }): Camera {
  const { dots } = scene.value;
  if (dots.length === 0 || width === 0) return camera.value;
  const xs = dots.map(dot => dot.x);
  const ys = dots.map(dot => dot.y);
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [top, bottom] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  const k = Math.min(1.2, (width - 2 * MARGIN) / (right - left || 1), (height - 2 * MARGIN) / (bottom - top || 1));
  return { x: (left + right) / 2, y: (top + bottom) / 2, k: Math.max(0.05, k) };
}

/** fit points the camera so that the whole map is seen. */
export function fit(): void {
  aim(fitted(size.value));
}

/** zoomBy scales the map around its middle. */
export function zoomBy(factor: number): void {
  aim({ ...camera.value, k: Math.min(6, Math.max(0.05, camera.value.k * factor)) });
}

/** reveal moves the map only as far as a node must be moved to be seen. */
export function reveal(id: string): void {
  const now = frame();
  const at = chart.value.places[id];
  if (!now || !at) return;
  const [x, y] = onScreen(now, at.x, at.y);
  const over = (value: number, most: number) => (value < MARGIN ? value - MARGIN : value > most - MARGIN ? value - most + MARGIN : 0);
  const [dx, dy] = [over(x, now.width), over(y, now.height)];
  if (dx || dy) aim({ ...now.camera, x: now.camera.x + dx / now.camera.k, y: now.camera.y + dy / now.camera.k });
}
