// What is to be seen: how large, from where, in which colours, and what of it is chosen.
import { signal } from '@preact/signals';
import { camera, selected, type Camera } from './state';
import type { Theme } from './theme';

export const hovered = signal(''); // what the pointer is on
export const focused = signal(''); // what the keyboard is on
export const size = signal({ width: 0, height: 0 }); // of the canvas
export const theme = signal<Theme | null>(null);

export interface Frame {
  width: number; height: number; camera: Camera; theme: Theme;
  selected: string; focused: string; hovered: string;
}

/** onScreen is where a place of the map is on the screen. */
export function onScreen({ width, height, camera }: Frame, x: number, y: number): [number, number] {
  return [(x - camera.x) * camera.k + width / 2, (y - camera.y) * camera.k + height / 2];
}

/** frame is what is to be seen now. */
export function frame(): Frame | null {
  const { width, height } = size.value;
  if (!theme.value || width === 0) return null;
  return { width, height, camera: camera.value, theme: theme.value, selected: selected.value, focused: focused.value, hovered: hovered.value };
}

/** mapAt is the place of the map under a place of the canvas. */
export function mapAt(x: number, y: number): [number, number] {
  const { width, height } = size.value;
  const { x: cx, y: cy, k } = camera.value;
  return [(x - width / 2) / k + cx, (y - height / 2) / k + cy];
}
