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

  private constructor(private readonly templates: Readonly<Record<string, string>>) {}

  /** The template of a form, by the form's name. */
  find(form: string): string | undefined {
    return this.templates[`templates/${form}.typ`];
  }
}
