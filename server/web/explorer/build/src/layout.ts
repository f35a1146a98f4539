// Where new nodes go. The worker does the work; what is placed stays.
import type { Point, Task, Finished } from './layout.worker';

let worker: Worker | undefined;
let asked = 0;
const waiting = new Map<number, { resolve: (points: Point[]) => void; reject: (cause: Error) => void }>();

function start(): Worker {
  const started = new Worker('/explore/layout.worker.js', { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<Finished>) => {
    waiting.get(data.task)?.resolve(data.points);
    waiting.delete(data.task);
  };
  started.onerror = event => {
    for (const { reject } of waiting.values()) reject(new Error(`the layout failed: ${event.message}`));
    waiting.clear();
  };
  return started;
}

/** layOut finds places for the points that have none. */
export function layOut(task: Omit<Task, 'task'>): Promise<Point[]> {
  worker ??= start();
  const number = ++asked;
  const found = new Promise<Point[]>((resolve, reject) => waiting.set(number, { resolve, reject }));
  worker.postMessage({ ...task, task: number });
  return found;
}
