// What lies under a place of the canvas.
import { quadtree, type Quadtree } from 'd3-quadtree';
import { distance } from './route';
import { scene, type Dot } from './scene';
import { camera } from './state';
import { mapAt } from './view';

const REACH = 12; // of the pointer, beyond what it points at

let tree: Quadtree<Dot> | undefined;
let treeOf: unknown;

/** dotAt is the node there, or one so near that it is meant. */
export function dotAt(x: number, y: number): Dot | undefined {
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

/** under is the id of the node or the edge there; '' where there is none. */
export function under(x: number, y: number): string {
  return dotAt(x, y)?.node.id ?? edgeAt(x, y);
}
