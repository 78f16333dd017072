import { Lexer } from 'yaml';
import type { Span } from '../base/span.ts';
import { stringReader } from './json-string.ts';
import { lineEnd } from './layout.ts';

/** A comment of a text; its span includes the marks around it. */
export interface Comment extends Span {
  /** What stands between the marks. */
  readonly content: Span;
}

/** Returns the comments of a JSON text, in order; what stands in strings is none. */
export function jsonComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  const readString = stringReader(text);
  for (let offset = 0; offset < text.length;) {
    const character = text[offset];
    if (character === '"') {
      offset = readString(offset).node.end;
    } else if (character === '/' && (text[offset + 1] === '/' || text[offset + 1] === '*')) {
      const comment = jsonCommentAt(text, offset);
      comments.push(comment);
      offset = comment.end;
    } else {
      offset++;
    }
  }
  return comments;
}

/** Returns the comments of a YAML text, in order; what stands in scalars is none. */
export function yamlComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (isControl(lexeme)) {
      // Says what the next lexeme is, and stands nowhere in the text.
      isScalar = lexeme === SCALAR;
      continue;
    }
    const end = offset + lexeme.length;
    if (!isScalar && lexeme.startsWith('#')) {
      comments.push({ start: offset, end, content: { start: offset + 1, end } });
    }
    isScalar = false;
    offset = end;
  }
  return comments;
}

const SCALAR = '\u001F';

function isControl(lexeme: string): boolean {
  return lexeme === SCALAR || lexeme === '\u0002' || lexeme === '\u0018';
}

function jsonCommentAt(text: string, start: number): Comment {
  if (text[start + 1] === '/') {
    const end = lineEnd(text, start);
    return { start, end, content: { start: start + 2, end } };
  }
  const close = text.indexOf('*/', start + 2);
  if (close < 0) {
    return { start, end: text.length, content: { start: start + 2, end: text.length } };
  }
  return { start, end: close + 2, content: { start: start + 2, end: close } };
}
