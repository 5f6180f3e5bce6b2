import { fileURLToPath } from 'node:url';
import { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import { topics } from '@motcua/contracts/events';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { HeldDataOfService } from '@motcua/service-kit/held-data';
import type { ParkedEvents } from '@motcua/service-kit/parked-events';
import { ServiceGround, type Surroundings } from '@motcua/service-kit/service';
import { ReadAccess } from './access/read-access.js';
import { FindAssignees } from './assignment/find-assignees.js';
import { ReassignTask } from './assignment/reassign-task.js';
import type { DossierConfig } from './config.js';
import { AuthorizeFile } from './dossier/authorize-file.js';
import { FindDossiers } from './dossier/find-dossiers.js';
import { ReadDossier } from './dossier/read-dossier.js';
import { ReadTimeline } from './dossier/read-timeline.js';
import { WatchDeadlines } from './deadline/watch-deadlines.js';
import { ShowInFull } from './disclosure/show-in-full.js';
import { TraceOpening } from './disclosure/trace-opening.js';
import type { DossierGround } from './dossier-ground.js';
import { noticePath } from './fee/fee.controller.js';
import { LookAfterPayments } from './fee/look-after-payments.js';
import { ClearPayment } from './fee/clear-payment.js';
import { PaymentFaults } from './fee/payment-faults.js';
import { PaymentProvider } from './fee/payment-provider.js';
import { paymentAccess } from './fee/payment-settings.js';
import { RecordPayment } from './fee/record-payment.js';
import { RefundPayment } from './fee/refund-payment.js';
import { StartPayment } from './fee/start-payment.js';
import { TakePaymentNotice } from './fee/take-payment-notice.js';
import { AcceptDossier } from './intake/accept-dossier.js';
import { DataViewQuestions } from './data-view-question/data-view-questions.query.js';
import { QuestionDataView } from './data-view-question/question-data-view.js';
import { SubmitDossier } from './intake/submit-dossier.js';
import { TakeInDossier } from './intake/take-in-dossier.js';
import { CheckMigration } from './migration/check-migration.js';
import { ContinueMigrations } from './migration/continue-migrations.js';
import { ReadMigration } from './migration/read-migration.js';
import { StartMigration } from './migration/start-migration.js';
import { ProcedureCatalogue } from './procedure/procedure-catalogue.js';
import { ShowProcess } from './process-drawing/show-process.js';
import { PrintRegisterBook } from './statutory-form/print-register-book.js';
import { RegisterBook } from './statutory-form/register-book.js';
import { WriteForm } from './statutory-form/write-form.js';
import { ContinueReorganisations } from './reorganisation/continue-reorganisations.js';
import { FindFirstAct } from './reorganisation/find-first-act.js';
import { FindWaiting } from './reorganisation/find-waiting.js';
import { PlaceDossier } from './reorganisation/place-dossier.js';
import { PreviewReorganisation } from './reorganisation/preview-reorganisation.js';
import { takeReorganisation, takeUndone } from './reorganisation/take-reorganisation.js';
import { Rules } from './rules/rules.js';
import { DeliverMessage } from './process/deliver-message.js';
import { callOff } from './sub-dossier/call-off.js';
import { openSubDossier } from './sub-dossier/open-sub-dossier.js';
import { PauseClock } from './clock/pause-clock.js';
import { RecomputeDeadlines } from './clock/recompute-deadlines.js';
import { ExtendDossier } from './extension/extend-dossier.js';
import { RejectDossier } from './rejection/reject-dossier.js';
import { StopDossier } from './stop/stop-dossier.js';
import { AnswerSupplement } from './supplement/answer-supplement.js';
import { lapseSupplement } from './supplement/lapse-supplement.js';
import { RequestSupplement } from './supplement/request-supplement.js';
import { StepBack } from './step-back/step-back.js';
import { AskAgencies } from './consultation/ask-agencies.js';
import { FindAgenciesToAsk } from './consultation/find-agencies-to-ask.js';
import { WithdrawQuestion } from './consultation/withdraw-question.js';
import { CorrectResult } from './correction/correct-result.js';
import { ChooseDelivery } from './delivery/choose-delivery.js';
import { RateDossier } from './rating/rate-dossier.js';
import { ReopenDossier } from './reopening/reopen-dossier.js';
import { CitizenPages } from './national-portal/citizen-pages.js';
import { NationalPortal } from './national-portal/national-portal.js';
import { PortalArrivals } from './national-portal/portal-arrivals.js';
import { PortalFollowUps } from './national-portal/portal-follow-ups.js';
import { PortalDossiers } from './national-portal/portal-dossiers.js';
import { ClaimTask } from './task/claim-task.js';
import { CompleteTask } from './task/complete-task.js';
import { Inbox } from './task/inbox.js';
import { ReleaseTask } from './task/release-task.js';
import { FireTimers } from './timers/fire-timers.js';
import { ParkedTimers, watchTimers } from './timers/parked-timers.js';
import { processTimers } from './timers/process-timer.js';
import { silenceTimer } from './timers/silence-timer.js';
import { oneByOne, type TimersHandler } from './timers/timer-handler.js';
import { ReadTurn } from './turn/read-turn.js';
import { TrackDossier } from './tracking/track-dossier.js';
import { WithdrawDossier } from './withdrawal/withdraw-dossier.js';
import { heldData } from './held-data.js';

/** The dossier service: procedures, dossiers, tasks and deadlines, with its own database. Constructing it does no I/O. */
export class DossierService {
  /** The route that reads its body itself. */
  static readonly rawBodyPaths: readonly string[] = [noticePath];

  readonly ground: ServiceGround;
  readonly catalogue: ProcedureCatalogue;
  readonly submitDossier: SubmitDossier;
  readonly questionDataView: QuestionDataView;
  readonly dataViewQuestions: DataViewQuestions;
  readonly takeInDossier: TakeInDossier;
  readonly acceptDossier: AcceptDossier;
  readonly claimTask: ClaimTask;
  readonly releaseTask: ReleaseTask;
  readonly completeTask: CompleteTask;
  readonly requestSupplement: RequestSupplement;
  readonly answerSupplement: AnswerSupplement;
  readonly rejectDossier: RejectDossier;
  readonly stopDossier: StopDossier;
  readonly extendDossier: ExtendDossier;
  readonly pauseClock: PauseClock;
  readonly withdrawDossier: WithdrawDossier;
  readonly parkedTimers: ParkedTimers;
  readonly previewReorganisation: PreviewReorganisation;
  readonly findWaiting: FindWaiting;
  readonly placeDossier: PlaceDossier;
  readonly checkMigration: CheckMigration;
  readonly startMigration: StartMigration;
  readonly readMigration: ReadMigration;
  readonly findAssignees: FindAssignees;
  readonly reassignTask: ReassignTask;
  readonly stepBack: StepBack;
  readonly askAgencies: AskAgencies;
  readonly findAgenciesToAsk: FindAgenciesToAsk;
  readonly withdrawQuestion: WithdrawQuestion;
  readonly deliverMessage: DeliverMessage;
  readonly chooseDelivery: ChooseDelivery;
  readonly correctResult: CorrectResult;
  readonly reopenDossier: ReopenDossier;
  readonly recordPayment: RecordPayment;
  readonly startPayment: StartPayment;
  readonly refundPayment: RefundPayment;
  readonly takePaymentNotice: TakePaymentNotice;
  readonly paymentFaults: PaymentFaults;
  readonly clearPayment: ClearPayment;
  readonly rateDossier: RateDossier;
  readonly showProcess: ShowProcess;
  readonly inbox: Inbox;
  readonly findDossiers: FindDossiers;
  readonly readDossier: ReadDossier;
  readonly readAccess: ReadAccess;
  readonly readTimeline: ReadTimeline;
  readonly showInFull: ShowInFull;
  readonly registerBook: RegisterBook;
  readonly trackDossier: TrackDossier;
  readonly portalDossiers: PortalDossiers;
  readonly portalArrivals: PortalArrivals;
  readonly portalFollowUps: PortalFollowUps;
  readonly citizenPages: CitizenPages;
  readonly parkedEvents: ParkedEvents;
  readonly heldData: HeldDataOfService;
  /** Absent where no portal is configured. */
  private readonly portal: NationalPortal | undefined;

  constructor(config: DossierConfig, surroundings: Surroundings) {
    this.ground = new ServiceGround(
      {
        name: 'dossier',
        database: config.database,
        migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
        entities: [],
        heldData,
        topic: topics.dossier,
      },
      surroundings,
    );
    const { commands, queries, sealer, clock, log } = this.ground;
    const packs = this.ground.packs((stored) => Rules.prepare(stored));
    const access = paymentAccess(config);
    const provider = access && new PaymentProvider(access, clock, log);
    const paysOnline = provider !== undefined;
    const ground: DossierGround = { commands, queries, sealer, clock, log, packs, paysOnline };
    const identity = this.ground.client('identity', IdentityServiceService);
    const documents = this.ground.client('document', DocumentServiceService);

    this.catalogue = new ProcedureCatalogue(ground);
    const pages = new CitizenPages(config);
    this.citizenPages = pages;
    this.questionDataView = new QuestionDataView(ground, identity);
    this.dataViewQuestions = new DataViewQuestions(ground);
    this.submitDossier = new SubmitDossier(ground, documents, identity, pages);
    this.takeInDossier = new TakeInDossier(ground, documents, identity);
    this.acceptDossier = new AcceptDossier(ground);
    this.claimTask = new ClaimTask(ground, identity);
    this.releaseTask = new ReleaseTask(ground, identity);
    this.completeTask = new CompleteTask(ground, documents, identity);
    this.requestSupplement = new RequestSupplement(ground);
    this.answerSupplement = new AnswerSupplement(ground, documents);
    this.rejectDossier = new RejectDossier(ground);
    this.stopDossier = new StopDossier(ground);
    this.extendDossier = new ExtendDossier(ground);
    this.pauseClock = new PauseClock(ground);
    this.withdrawDossier = new WithdrawDossier(ground);
    this.findAssignees = new FindAssignees(ground, identity);
    this.reassignTask = new ReassignTask(ground, identity);
    this.stepBack = new StepBack(ground);
    this.askAgencies = new AskAgencies(ground);
    this.findAgenciesToAsk = new FindAgenciesToAsk(ground);
    this.withdrawQuestion = new WithdrawQuestion(ground);
    this.deliverMessage = new DeliverMessage(ground);
    this.chooseDelivery = new ChooseDelivery(ground);
    this.correctResult = new CorrectResult(ground, documents);
    this.reopenDossier = new ReopenDossier(ground);
    this.recordPayment = new RecordPayment(ground);
    this.startPayment = new StartPayment(ground, provider, config.paymentMinutes);
    this.refundPayment = new RefundPayment(ground);
    this.takePaymentNotice = new TakePaymentNotice(ground, provider);
    this.paymentFaults = new PaymentFaults(ground);
    this.clearPayment = new ClearPayment(ground);
    this.rateDossier = new RateDossier(ground);
    this.showProcess = new ShowProcess(ground);
    this.inbox = new Inbox(ground, identity);
    this.findDossiers = new FindDossiers(ground);
    this.readDossier = new ReadDossier(ground, identity);
    this.readAccess = new ReadAccess(ground, identity, this.readDossier);
    this.showInFull = new ShowInFull(ground, this.readDossier);
    this.readTimeline = new ReadTimeline(ground, identity);
    this.registerBook = new RegisterBook(ground);
    this.trackDossier = new TrackDossier(ground, pages);
    this.parkedEvents = this.ground.parkedEvents;
    this.heldData = this.ground.heldData;
    const printRegisterBook = new PrintRegisterBook(ground, this.registerBook);
    const traceOpening = new TraceOpening(ground);
    const writeForm = new WriteForm(ground, this.readDossier, traceOpening, identity);
    const authorizeFile = new AuthorizeFile(ground, traceOpening);
    const readTurn = new ReadTurn(ground);

    const fireTimers = new FireTimers(
      ground,
      new Map<string, TimersHandler>([
        ['process', processTimers(ground)],
        ['silence', oneByOne(silenceTimer(ground))],
        ['subDossier', oneByOne(openSubDossier(ground))],
        ['calledOff', oneByOne(callOff(ground))],
        ['supplementLapse', oneByOne((tx, timer) => lapseSupplement(tx, ground, timer))],
      ]),
    );
    this.parkedTimers = new ParkedTimers(ground);
    watchTimers(ground);
    const watchDeadlines = new WatchDeadlines(ground);
    const recomputeDeadlines = new RecomputeDeadlines(ground);
    const continueMigrations = new ContinueMigrations(ground);
    const continueReorganisations = new ContinueReorganisations(ground);
    const findFirstAct = new FindFirstAct(ground);
    this.previewReorganisation = new PreviewReorganisation(ground);
    this.findWaiting = new FindWaiting(ground);
    this.placeDossier = new PlaceDossier(ground);
    this.checkMigration = new CheckMigration(ground);
    this.startMigration = new StartMigration(ground);
    this.readMigration = new ReadMigration(ground);
    this.ground.lead('timers', 7_702_913, async () => {
      const againInMs = await fireTimers.execute();
      if (againInMs === 0) return 0;
      return Math.min(
        againInMs,
        await watchDeadlines.execute(),
        await recomputeDeadlines.execute(),
        await continueMigrations.execute(),
        await continueReorganisations.execute(),
      );
    });

    const { nationalPortalUrl } = config;
    this.portal =
      nationalPortalUrl === undefined
        ? undefined
        : new NationalPortal(
            ground,
            { ...config, nationalPortalUrl },
            // A file may take its time to come from the portal.
            this.ground.client('document', DocumentServiceService, { fetchPortalFile: 60_000 }),
            identity,
          );
    this.portal?.leadBy(this.ground);
    this.portalDossiers = new PortalDossiers(ground, config);
    this.portalArrivals = new PortalArrivals(ground);
    this.portalFollowUps = new PortalFollowUps(ground);
    if (provider) {
      const lookAfterPayments = new LookAfterPayments(ground, provider, config.paymentLookAfterSeconds);
      this.ground.lead('payments', 7_702_920, () => lookAfterPayments.execute());
    }

    this.ground.consumer.on(topics.identity, {
      'pack.activated': (tx, { hash, activation, activatedAt }) =>
        packs.activate(tx, hash, activation, activatedAt ?? clock.now()),
      'agency.reorganised': takeReorganisation,
      'agency.reorganisation-undone': takeUndone,
    });
    this.ground.serve(DossierServiceService, {
      stagePack: {
        policy: 'service',
        handle: async ({ hash, part }) => {
          await packs.stage(hash, part);
          return {};
        },
      },
      getFormContent: {
        policy: 'caller',
        handle: ({ dossierId, form }, caller) => writeForm.execute(caller, dossierId, form),
      },
      getRegisterBook: {
        policy: 'caller',
        handle: ({ agencyCode, from, to }, caller) =>
          printRegisterBook.execute(caller, { agency: agencyCode, from, to }),
      },
      authorizeFile: {
        policy: 'caller',
        handle: async ({ fileId, opens }, caller) => ({
          allowed: await authorizeFile.execute(caller, fileId, opens ?? false),
        }),
      },
      findFirstAct: {
        policy: 'service',
        handle: ({ reorganisationId }) => findFirstAct.execute(reorganisationId),
      },
      getTurn: { policy: 'service', handle: ({ eventId }) => readTurn.execute(eventId) },
      readEvents: { policy: 'service', stream: ({ afterPosition }) => this.ground.readEvents(afterPosition) },
    });
  }

  get ready() {
    return this.ground.ready;
  }

  migrate(): Promise<void> {
    return this.ground.migrate();
  }

  start(): Promise<void> {
    return this.ground.start();
  }

  async stop(): Promise<void> {
    await this.portal?.stop();
    await this.ground.stop();
  }
}
