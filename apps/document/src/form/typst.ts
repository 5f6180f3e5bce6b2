import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NodeCompiler, NodeError } from '@myriaddreamin/typst-ts-node-compiler';

/** The four cuts of Tinos, whose letters are as wide as those of Times New Roman. System fonts are never looked at. */
const fontFiles = [
  '400Regular/Tinos_400Regular.ttf',
  '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  '700Bold/Tinos_700Bold.ttf',
  '700Bold_Italic/Tinos_700Bold_Italic.ttf',
];

/** The template does not compile with this content. */
export class TemplateFailed extends Error {
  constructor(reasons: readonly string[]) {
    super(`A form template failed: ${reasons.join('; ')}`);
    this.name = 'TemplateFailed';
  }
}

// The workspace is all that templates could read; this one does not exist, and holds what is put there in memory.
const workspace = '/no-workspace';

/**
 * Renders Typst templates as PDF/A-2b. The compiler is loaded at the first rendering. A template sees the other templates and no file of the
 * disk; it reads its content by `json(bytes(sys.inputs.content))`, so that no text in it is ever taken for markup.
 */
export class Typst {
  private compiler: Promise<NodeCompiler> | undefined;

  /**
   * The same templates, content and date give the same bytes.
   * @param sources the templates by path, which may import one another
   * @param path of the template to render
   * @param date of the document, as its metadata name it
   * @throws TemplateFailed
   */
  async renderPdf(
    sources: Readonly<Record<string, string>>,
    path: string,
    content: unknown,
    date: Date,
  ): Promise<Uint8Array> {
    this.compiler ??= loadCompiler();
    const compiler = await this.compiler;
    const inputs = { content: JSON.stringify(content) };
    // No other rendering comes between: nothing below waits.
    for (const [name, text] of Object.entries(sources)) compiler.addSource(join(workspace, name), text);
    try {
      const compiled = compiler.compile({ mainFilePath: join(workspace, path), inputs });
      const document = compiled.result;
      if (!document) throw new TemplateFailed(reasonsOf(compiled.takeDiagnostics() ?? compiled.takeError()));
      return compiler.pdf(document, {
        pdfStandard: 'a-2b',
        creationTimestamp: Math.floor(date.getTime() / 1000),
      });
    } finally {
      // What Typst remembers of a rendering holds the content of the form.
      compiler.resetShadow();
      compiler.evictCache(0);
    }
  }
}

async function loadCompiler(): Promise<NodeCompiler> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'));
  const fontBlobs = await Promise.all(fontFiles.map((file) => readFile(join(fonts, file))));
  return NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });
}

function reasonsOf(error: NodeError | null): string[] {
  return (error?.shortDiagnostics ?? []).map((diagnostic: unknown) =>
    typeof diagnostic === 'object' && diagnostic !== null && 'message' in diagnostic
      ? String(diagnostic.message)
      : 'unknown',
  );
}
