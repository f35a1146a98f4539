// Lengths that the layout, the routes of edges and the drawing share, in CSS
// pixels where the map is not scaled.

export const RADIUS = 11; // of a node
export const ROOT_RADIUS = 14; // of one that the reader began with
export const CLEAR = 14; // between a line and the circle of a node that is not its end
export const GAP = 4; // between a line and the circle at its end
export const ROUTED = 100; // nodes up to which every line is led around others
