// What is to be seen: how large, from where, in which colours, and what of it is chosen.
import type { Camera } from './state';
import type { Theme } from './theme';

export interface Frame {
  width: number; height: number; camera: Camera; theme: Theme;
  selected: string; focused: string; hovered: string;
}

/** onScreen is where a place of the map is on the screen. */
export function onScreen({ width, height, camera }: Frame, x: number, y: number): [number, number] {
  return [(x - camera.x) * camera.k + width / 2, (y - camera.y) * camera.k + height / 2];
}
