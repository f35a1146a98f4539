// Two pens that draw the same: on a canvas, and as SVG.

export interface Stroke { colour: string; width: number; dash?: readonly number[]; alpha?: number }

export interface Words { colour: string; halo: string; size: number; italic?: boolean; bold?: boolean }

export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void;
  circle(x: number, y: number, r: number): void;
  close(): void;
  /** stroke draws along the path since the last stroke or fill; so does paint with a filling. */
  stroke(style: Stroke): void;
  paint(fill: string, edge?: Stroke): void;
  text(words: string, x: number, y: number, style: Words): void;
}

const FONT = 'system-ui, "Segoe UI", "Open Sans", sans-serif';

export function font({ size, italic, bold }: Words): string {
  return `${italic ? 'italic ' : ''}${bold ? '600 ' : ''}${size}px ${FONT}`;
}

export class CanvasPen implements Pen {
  constructor(private readonly on: CanvasRenderingContext2D) {
    on.beginPath();
  }

  moveTo(x: number, y: number): void { this.on.moveTo(x, y); }
  lineTo(x: number, y: number): void { this.on.lineTo(x, y); }
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void { this.on.quadraticCurveTo(cx, cy, x, y); }
  close(): void { this.on.closePath(); }

  circle(x: number, y: number, r: number): void {
    this.on.moveTo(x + r, y);
    this.on.arc(x, y, r, 0, 2 * Math.PI);
  }

  stroke(style: Stroke): void {
    this.line(style);
    this.on.beginPath();
  }

  paint(fill: string, edge?: Stroke): void {
    this.on.fillStyle = fill;
    this.on.fill();
    if (edge) this.line(edge);
    this.on.beginPath();
  }

  private line({ colour, width, dash = [], alpha = 1 }: Stroke): void {
    this.on.strokeStyle = colour;
    this.on.lineWidth = width;
    this.on.globalAlpha = alpha;
    this.on.setLineDash(dash as number[]);
    this.on.stroke();
    this.on.globalAlpha = 1;
  }

  text(words: string, x: number, y: number, style: Words): void {
    this.on.font = font(style);
    this.on.textAlign = 'left';
    this.on.textBaseline = 'alphabetic';
    this.on.lineJoin = 'round';
    this.on.lineWidth = 4;
    this.on.setLineDash([]);
    this.on.strokeStyle = style.halo;
    this.on.strokeText(words, x, y);
    this.on.fillStyle = style.colour;
    this.on.fillText(words, x, y);
  }
}

export class SvgPen implements Pen {
  private path = '';
  private readonly drawn: string[] = [];

  moveTo(x: number, y: number): void { this.path += `M${n(x)} ${n(y)}`; }
  lineTo(x: number, y: number): void { this.path += `L${n(x)} ${n(y)}`; }
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void { this.path += `Q${n(cx)} ${n(cy)} ${n(x)} ${n(y)}`; }
  circle(x: number, y: number, r: number): void { this.path += `M${n(x + r)} ${n(y)}a${n(r)} ${n(r)} 0 1 1 ${n(-2 * r)} 0a${n(r)} ${n(r)} 0 1 1 ${n(2 * r)} 0`; }
  close(): void { this.path += 'Z'; }
  stroke(style: Stroke): void { this.draw('none', style); }
  paint(fill: string, edge?: Stroke): void { this.draw(fill, edge); }

  private draw(fill: string, edge?: Stroke): void {
    const line = edge ? ` stroke="${edge.colour}" stroke-width="${edge.width}"${edge.dash?.length ? ` stroke-dasharray="${edge.dash.join(' ')}"` : ''}${edge.alpha ? ` stroke-opacity="${edge.alpha}"` : ''}` : '';
    if (this.path) this.drawn.push(`<path d="${this.path}" fill="${fill}"${line}/>`);
    this.path = '';
  }

  text(words: string, x: number, y: number, style: Words): void {
    this.drawn.push(`<text x="${n(x)}" y="${n(y)}" font-size="${style.size}"${style.italic ? ' font-style="italic"' : ''}${style.bold ? ' font-weight="600"' : ''} fill="${style.colour}" stroke="${style.halo}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${escaped(words)}</text>`);
  }

  /** picture is what was drawn, as a document. */
  picture(width: number, height: number, paper: string, title: string): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FONT)}"><title>${escaped(title)}</title><rect width="100%" height="100%" fill="${paper}"/>${this.drawn.join('')}</svg>\n`;
  }
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
}
