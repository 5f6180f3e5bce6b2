import type { PipeTransform } from '@nestjs/common';
import { validate } from 'uuid';
import { NotFound } from '@motcua/service-kit/errors';

/** An id in a path. What is no id names nothing: not found, as an unknown one. */
export class IdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!validate(id)) throw new NotFound();
    return id.toLowerCase();
  }
}
