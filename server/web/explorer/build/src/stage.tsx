// The canvas: it draws the scene, and takes the pointer and the keys.
import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { zooming } from './camera';
import { draw } from './draw';
import { onKey } from './keys';
import { CanvasPen } from './pen';
import { pointing } from './pointer';
import { scene } from './scene';
import { selected } from './state';
import { onTheme, readTheme } from './theme';
import { focused, frame, size, theme } from './view';

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
