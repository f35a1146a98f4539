// From where the map is seen, and how large.
import { effect } from '@preact/signals';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from 'd3-zoom';
import { onDot } from './pointer';
import { scene } from './scene';
import { camera, chart, type Camera } from './state';
import { frame, onScreen, size } from './view';

const MARGIN = 70;

let behaviour: ZoomBehavior<HTMLCanvasElement, unknown> | undefined;
let zoomed: HTMLCanvasElement | undefined;

/** aim points the camera. */
function aim(next: Camera): void {
  camera.value = next;
  if (behaviour && zoomed) {
    const { width, height } = size.value;
    select(zoomed).call(behaviour.transform, zoomIdentity.translate(width / 2 - next.x * next.k, height / 2 - next.y * next.k).scale(next.k));
  }
}

/** zooming moves the camera as the pointer has it; what it returns ends that. */
export function zooming(canvas: HTMLCanvasElement): () => void {
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
