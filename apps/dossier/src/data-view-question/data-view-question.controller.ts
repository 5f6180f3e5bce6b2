import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller } from '@motcua/service-kit/http';
import { SubmittedDossier } from '../intake/intake.schemas.js';
import { DataViewQuestionList, DataViewQuestionsQuery, QuestionDataViewInput } from './data-view-question.schemas.js';
import { DataViewQuestions } from './data-view-questions.query.js';
import { QuestionDataView } from './question-data-view.js';

@Controller('api/dossier/v1/data-view-questions')
export class DataViewQuestionController {
  constructor(
    private readonly questionDataView: QuestionDataView,
    private readonly questions: DataViewQuestions,
  ) {}

  /** Asks why somebody looked at the caller's data: that opens a dossier. */
  @Post()
  @Allow('dossier.submit')
  @ApiResponse({ status: 201, standardSchema: SubmittedDossier })
  ask(
    @CurrentCaller() caller: Caller,
    @Body({ schema: QuestionDataViewInput }) input: QuestionDataViewInput,
  ): Promise<SubmittedDossier> {
    return this.questionDataView.execute(caller, input);
  }

  /** Which of some looks the caller has asked about. */
  @Get()
  @Allow('dossier.submit')
  @ApiResponse({ status: 200, standardSchema: DataViewQuestionList })
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: DataViewQuestionsQuery }) query: DataViewQuestionsQuery,
  ): Promise<DataViewQuestionList> {
    return this.questions.execute(caller, query);
  }
}
