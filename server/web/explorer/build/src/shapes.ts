// The shapes of kinds, each about as large as a circle.
import type { Pen } from './pen';

type Points = readonly (readonly [number, number])[];

function regular(corners: number, turn: number, size: number): Points {
  return Array.from({ length: corners }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / corners;
    return [size * Math.cos(angle), size * Math.sin(angle)] as const;
  });
}

const up = -Math.PI / 2;

const shapes: Record<string, Points> = {
  hexagon: regular(6, up, 1.08),
  square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
  diamond: regular(4, up, 1.15),
  triangle: regular(3, up, 1.2),
  pentagon: regular(5, up, 1.1),
  octagon: regular(8, Math.PI / 8, 1.02),
  house: [[0, -1.05], [0.9, -0.25], [0.9, 0.85], [-0.9, 0.85], [-0.9, -0.25]],
  drop: regular(3, -up, 1.2),
  page: [[-0.72, -1], [0.3, -1], [0.78, -0.5], [0.78, 1], [-0.72, 1]],
  bubble: [[-0.95, -0.75], [0.95, -0.75], [0.95, 0.5], [0.1, 0.5], [-0.45, 1.05], [-0.35, 0.5], [-0.95, 0.5]],
};

/** pointsOf are the corners of a shape of radius 1; a circle has none. */
export function pointsOf(shape: string): Points {
  return shapes[shape] ?? [];
}

/** outline goes around a shape. */
export function outline(pen: Pen, shape: string, x: number, y: number, r: number): void {
  const points = pointsOf(shape);
  if (points.length === 0) {
    pen.circle(x, y, r);
    return;
  }
  points.forEach(([dx, dy], i) => (i === 0 ? pen.moveTo(x + dx * r, y + dy * r) : pen.lineTo(x + dx * r, y + dy * r)));
  pen.close();
}
