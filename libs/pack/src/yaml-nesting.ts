import { Lexer } from 'yaml';

const MAX_FLOW_DEPTH = 50;
const MAX_INDENTATION = 200;
const MAX_INDICATORS = 50;

/** In the lexer's stream a plain text or a block of text follows this mark. */
const TEXT_MARK = '\u001f';
/** The marks that the lexer adds; apart from them its stream is the text. */
const MARKS = new Set(['\u0002', '\u0018', TEXT_MARK]);

/**
 * The offset at which a YAML text nests deeper than any file of a province would, if it does. Found before the text is composed,
 * which recurses: at the end of the stack V8 may abort the whole process instead of throwing.
 */
export function findDeepNesting(text: string): number | undefined {
  let offset = 0;
  let flowDepth = 0;
  /** Key, list and value signs since the last line, comma or bracket: each can open one more level. */
  let indicators = 0;
  let afterMark = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (afterMark) {
      afterMark = false;
    } else if (lexeme === TEXT_MARK) {
      afterMark = true;
      continue;
    } else if (lexeme === '[' || lexeme === '{') {
      flowDepth += 1;
      indicators = 0;
    } else if (lexeme === ']' || lexeme === '}') {
      flowDepth = Math.max(flowDepth - 1, 0);
      indicators = 0;
    } else if (lexeme === ',' || lexeme.endsWith('\n')) {
      indicators = 0;
    } else if (lexeme === '-' || lexeme === '?' || lexeme === ':') {
      indicators += 1;
    } else if (lexeme.length > MAX_INDENTATION && lexeme.trim() === '') {
      return offset;
    }
    if (flowDepth > MAX_FLOW_DEPTH || indicators > MAX_INDICATORS) return offset;
    if (!MARKS.has(lexeme)) offset += lexeme.length;
  }
  return undefined;
}
