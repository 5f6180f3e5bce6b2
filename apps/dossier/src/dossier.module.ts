import type { DynamicModule } from '@nestjs/common';
import { HeldDataModule } from '@motcua/service-kit/held-data';
import { ParkedEventsModule } from '@motcua/service-kit/parked-events';
import { AccessController } from './access/access.controller.js';
import { ReadAccess } from './access/read-access.js';
import { AssignmentController } from './assignment/assignment.controller.js';
import { FindAssignees } from './assignment/find-assignees.js';
import { ReassignTask } from './assignment/reassign-task.js';
import { DossiersController } from './dossier/dossiers.controller.js';
import { FindDossiers } from './dossier/find-dossiers.js';
import { ReadDossier } from './dossier/read-dossier.js';
import { ReadTimeline } from './dossier/read-timeline.js';
import { DisclosureController } from './disclosure/disclosure.controller.js';
import { ShowInFull } from './disclosure/show-in-full.js';
import type { DossierService } from './dossier.service.js';
import { AcceptDossier } from './intake/accept-dossier.js';
import { IntakeController } from './intake/intake.controller.js';
import { DataViewQuestionController } from './data-view-question/data-view-question.controller.js';
import { DataViewQuestions } from './data-view-question/data-view-questions.query.js';
import { QuestionDataView } from './data-view-question/question-data-view.js';
import { SubmitDossier } from './intake/submit-dossier.js';
import { TakeInDossier } from './intake/take-in-dossier.js';
import { CheckMigration } from './migration/check-migration.js';
import { MigrationsController } from './migration/migrations.controller.js';
import { ReadMigration } from './migration/read-migration.js';
import { StartMigration } from './migration/start-migration.js';
import { ProcedureCatalogue } from './procedure/procedure-catalogue.js';
import { ProceduresController } from './procedure/procedures.controller.js';
import { DeliverMessage } from './process/deliver-message.js';
import { MessagesController } from './process/messages.controller.js';
import { FindWaiting } from './reorganisation/find-waiting.js';
import { PlaceDossier } from './reorganisation/place-dossier.js';
import { PreviewReorganisation } from './reorganisation/preview-reorganisation.js';
import { ReorganisationController } from './reorganisation/reorganisation.controller.js';
import { StepBack } from './step-back/step-back.js';
import { StepBackController } from './step-back/step-back.controller.js';
import { ChooseDelivery } from './delivery/choose-delivery.js';
import { DeliveryController } from './delivery/delivery.controller.js';
import { AskAgencies } from './consultation/ask-agencies.js';
import { ConsultationController } from './consultation/consultation.controller.js';
import { FindAgenciesToAsk } from './consultation/find-agencies-to-ask.js';
import { WithdrawQuestion } from './consultation/withdraw-question.js';
import { CorrectResult } from './correction/correct-result.js';
import { CorrectionController } from './correction/correction.controller.js';
import { ReopenDossier } from './reopening/reopen-dossier.js';
import { ReopeningController } from './reopening/reopening.controller.js';
import { RateDossier } from './rating/rate-dossier.js';
import { FeeController } from './fee/fee.controller.js';
import { ClearPayment } from './fee/clear-payment.js';
import { PaymentFaults } from './fee/payment-faults.js';
import { RecordPayment } from './fee/record-payment.js';
import { RefundPayment } from './fee/refund-payment.js';
import { StartPayment } from './fee/start-payment.js';
import { TakePaymentNotice } from './fee/take-payment-notice.js';
import { RatingController } from './rating/rating.controller.js';
import { ProcessDrawingController } from './process-drawing/process-drawing.controller.js';
import { ShowProcess } from './process-drawing/show-process.js';
import { PauseClock } from './clock/pause-clock.js';
import { PauseManyController } from './clock/pause-many.controller.js';
import { ExtendDossier } from './extension/extend-dossier.js';
import { RejectDossier } from './rejection/reject-dossier.js';
import { StopDossier } from './stop/stop-dossier.js';
import { AnswerSupplement } from './supplement/answer-supplement.js';
import { RequestSupplement } from './supplement/request-supplement.js';
import { PauseController } from './clock/pause.controller.js';
import { ExtensionController } from './extension/extension.controller.js';
import { RejectionController } from './rejection/rejection.controller.js';
import { StopController } from './stop/stop.controller.js';
import { SupplementController } from './supplement/supplement.controller.js';
import { RegisterBook } from './statutory-form/register-book.js';
import { RegisterBookController } from './statutory-form/register-book.controller.js';
import { ClaimTask } from './task/claim-task.js';
import { CompleteTask } from './task/complete-task.js';
import { Inbox } from './task/inbox.js';
import { ReleaseTask } from './task/release-task.js';
import { TasksController } from './task/tasks.controller.js';
import { ParkedTimersController } from './timers/parked-timers.controller.js';
import { ParkedTimers } from './timers/parked-timers.js';
import { CitizenPages } from './national-portal/citizen-pages.js';
import { NationalPortalController } from './national-portal/national-portal.controller.js';
import { PortalArrivals } from './national-portal/portal-arrivals.js';
import { PortalFollowUps } from './national-portal/portal-follow-ups.js';
import { PortalDossiers } from './national-portal/portal-dossiers.js';
import { PortalReport } from './national-portal/portal-report.js';
import { TrackDossier } from './tracking/track-dossier.js';
import { WithdrawDossier } from './withdrawal/withdraw-dossier.js';
import { WithdrawalController } from './withdrawal/withdrawal.controller.js';

export { DossierService } from './dossier.service.js';
export { dossierSettings, type DossierConfig } from './config.js';

/** The HTTP door of the dossier service: wiring only. */
export class DossierModule {
  static register(service: DossierService): DynamicModule {
    return {
      module: DossierModule,
      imports: [ParkedEventsModule.register(service.parkedEvents), HeldDataModule.register(service.heldData)],
      controllers: [
        ProceduresController,
        IntakeController,
        TasksController,
        DossiersController,
        DisclosureController,
        DataViewQuestionController,
        WithdrawalController,
        SupplementController,
        RejectionController,
        StopController,
        ExtensionController,
        PauseController,
        PauseManyController,
        MigrationsController,
        ReorganisationController,
        ParkedTimersController,
        AssignmentController,
        StepBackController,
        ConsultationController,
        MessagesController,
        DeliveryController,
        CorrectionController,
        ReopeningController,
        RatingController,
        FeeController,
        ProcessDrawingController,
        RegisterBookController,
        NationalPortalController,
        AccessController,
      ],
      providers: [
        { provide: ProcedureCatalogue, useValue: service.catalogue },
        { provide: QuestionDataView, useValue: service.questionDataView },
        { provide: DataViewQuestions, useValue: service.dataViewQuestions },
        { provide: SubmitDossier, useValue: service.submitDossier },
        { provide: TakeInDossier, useValue: service.takeInDossier },
        { provide: AcceptDossier, useValue: service.acceptDossier },
        { provide: ClaimTask, useValue: service.claimTask },
        { provide: ReleaseTask, useValue: service.releaseTask },
        { provide: CompleteTask, useValue: service.completeTask },
        { provide: Inbox, useValue: service.inbox },
        { provide: FindDossiers, useValue: service.findDossiers },
        { provide: ReadDossier, useValue: service.readDossier },
        { provide: ReadAccess, useValue: service.readAccess },
        { provide: ReadTimeline, useValue: service.readTimeline },
        { provide: ShowInFull, useValue: service.showInFull },
        { provide: RequestSupplement, useValue: service.requestSupplement },
        { provide: AnswerSupplement, useValue: service.answerSupplement },
        { provide: RejectDossier, useValue: service.rejectDossier },
        { provide: StopDossier, useValue: service.stopDossier },
        { provide: ExtendDossier, useValue: service.extendDossier },
        { provide: PauseClock, useValue: service.pauseClock },
        { provide: WithdrawDossier, useValue: service.withdrawDossier },
        { provide: PreviewReorganisation, useValue: service.previewReorganisation },
        { provide: FindWaiting, useValue: service.findWaiting },
        { provide: PlaceDossier, useValue: service.placeDossier },
        { provide: ParkedTimers, useValue: service.parkedTimers },
        { provide: CheckMigration, useValue: service.checkMigration },
        { provide: StartMigration, useValue: service.startMigration },
        { provide: ReadMigration, useValue: service.readMigration },
        { provide: FindAssignees, useValue: service.findAssignees },
        { provide: ReassignTask, useValue: service.reassignTask },
        { provide: StepBack, useValue: service.stepBack },
        { provide: AskAgencies, useValue: service.askAgencies },
        { provide: FindAgenciesToAsk, useValue: service.findAgenciesToAsk },
        { provide: WithdrawQuestion, useValue: service.withdrawQuestion },
        { provide: DeliverMessage, useValue: service.deliverMessage },
        { provide: ChooseDelivery, useValue: service.chooseDelivery },
        { provide: CorrectResult, useValue: service.correctResult },
        { provide: ReopenDossier, useValue: service.reopenDossier },
        { provide: RecordPayment, useValue: service.recordPayment },
        { provide: StartPayment, useValue: service.startPayment },
        { provide: RefundPayment, useValue: service.refundPayment },
        { provide: TakePaymentNotice, useValue: service.takePaymentNotice },
        { provide: PaymentFaults, useValue: service.paymentFaults },
        { provide: ClearPayment, useValue: service.clearPayment },
        { provide: RateDossier, useValue: service.rateDossier },
        { provide: ShowProcess, useValue: service.showProcess },
        { provide: RegisterBook, useValue: service.registerBook },
        { provide: TrackDossier, useValue: service.trackDossier },
        { provide: PortalDossiers, useValue: service.portalDossiers },
        { provide: PortalReport, useValue: new PortalReport(service.portalDossiers) },
        { provide: PortalArrivals, useValue: service.portalArrivals },
        { provide: PortalFollowUps, useValue: service.portalFollowUps },
        { provide: CitizenPages, useValue: service.citizenPages },
      ],
    };
  }
}
