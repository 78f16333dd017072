/** How deep objects and arrays may be nested in a file; what lies deeper is not read. */
export const maxDepth = 200;

/** How many problems of one text are told; the later ones mostly follow from the earlier. */
export const maxProblems = 100;
