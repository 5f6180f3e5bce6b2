import { Module, type DynamicModule } from '@nestjs/common';
import { HeldDataModule } from '@motcua/service-kit/held-data';
import { ParkedEventsModule } from '@motcua/service-kit/parked-events';
import { DocumentService } from './document.service.js';
import { FileDelivery } from './file/file-delivery.js';
import { FilesController } from './file/files.controller.js';
import { FindReadableFile } from './file/find-readable-file.query.js';
import { UploadBody } from './file/upload-body.js';
import { UploadFile } from './file/upload-file.js';
import { FormsController } from './form/forms.controller.js';
import { GetForm } from './form/get-form.js';
import { PrintRegisterBook } from './form/print-register-book.js';
import { RegisterBookController } from './form/register-book.controller.js';

export { documentSettings, type DocumentConfig } from './config.js';
export { DocumentService } from './document.service.js';

/** The HTTP door of the document service. */
@Module({})
export class DocumentModule {
  static register(service: DocumentService): DynamicModule {
    return {
      module: DocumentModule,
      imports: [ParkedEventsModule.register(service.parkedEvents), HeldDataModule.register(service.heldData)],
      controllers: [FilesController, FormsController, RegisterBookController],
      providers: [
        { provide: UploadBody, useValue: service.uploadBody },
        { provide: UploadFile, useValue: service.uploadFile },
        { provide: FindReadableFile, useValue: service.findReadableFile },
        { provide: FileDelivery, useValue: service.delivery },
        { provide: GetForm, useValue: service.getForm },
        { provide: PrintRegisterBook, useValue: service.printRegisterBook },
      ],
    };
  }
}
