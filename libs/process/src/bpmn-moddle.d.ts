declare module 'bpmn-moddle' {
  export interface ModdleWarning {
    readonly message: string;
    /** The element whose attribute or reference is at fault; missing where a part of the file was not understood. */
    readonly element?: unknown;
  }

  export class BpmnModdle {
    constructor(packages: Readonly<Record<string, object>>);
    fromXML(xml: string): Promise<{ rootElement: unknown; warnings: readonly ModdleWarning[] }>;
  }
}
