import { z } from 'zod';
import { TemplateNotAllowed } from './problems.js';

/** What this service reads of its part of a province: Typst templates by path. */
const FormTemplatesPart = z.object({ templates: z.record(z.string(), z.string()) });

export class FormTemplates {
  /**
   * Takes the staged part of a province.
   * @throws TemplateNotAllowed (422) a template imports a package, which Typst would fetch over the network
   */
  static from(part: unknown): FormTemplates {
    const { templates } = FormTemplatesPart.parse(part);
    for (const [path, text] of Object.entries(templates)) {
      if (/"@[\w-]+\//.test(text)) throw new TemplateNotAllowed({ path });
    }
    return new FormTemplates(templates);
  }

  /** @param sources all templates by path; they may import one another */
  private constructor(readonly sources: Readonly<Record<string, string>>) {}

  /** The path of a form's template in a form set, such as `2025` and `receipt`. */
  find(formSet: string, form: string): string | undefined {
    const path = `templates/${formSet}/${form}.typ`;
    return path in this.sources ? path : undefined;
  }
}
