import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { InboxQuery, TaskCounts, TaskList, TaskView } from '../dossier/dossier.schemas.js';
import { ClaimTask } from './claim-task.js';
import { CompleteTask } from './complete-task.js';
import { CompleteTaskInput } from './complete-task.schemas.js';
import { Inbox } from './inbox.js';
import { ReleaseTask } from './release-task.js';

@Controller('api/dossier/v1/tasks')
@Allow('officer')
export class TasksController {
  constructor(
    private readonly inbox: Inbox,
    private readonly claimTask: ClaimTask,
    private readonly releaseTask: ReleaseTask,
    private readonly completeTask: CompleteTask,
  ) {}

  /** The officer's inbox, most urgent first. */
  @Get()
  @ApiResponse({ status: 200, standardSchema: TaskList })
  list(@CurrentCaller() caller: Caller, @Query({ schema: InboxQuery }) query: InboxQuery): Promise<TaskList> {
    return this.inbox.list(caller, query);
  }

  @Get('counts')
  @ApiResponse({ status: 200, standardSchema: TaskCounts })
  counts(@CurrentCaller() caller: Caller): Promise<TaskCounts> {
    return this.inbox.counts(caller);
  }

  @Get(':id')
  @ApiResponse({ status: 200, standardSchema: TaskView })
  get(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<TaskView> {
    return this.inbox.get(caller, id);
  }

  /** Takes a task in charge. */
  @Post(':id/claim')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: TaskView })
  async claim(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
  ): Promise<TaskView> {
    await this.claimTask.execute(caller, id, version);
    return this.inbox.get(caller, id);
  }

  /** Gives a task back to the colleagues. */
  @Post(':id/release')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: TaskView })
  async release(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
  ): Promise<TaskView> {
    await this.releaseTask.execute(caller, id, version);
    return this.inbox.get(caller, id);
  }

  /** Completes a step with its outcome, a note and the files of the result. */
  @Post(':id/complete')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: TaskView })
  async complete(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: CompleteTaskInput }) input: CompleteTaskInput,
  ): Promise<TaskView> {
    await this.completeTask.execute(caller, id, version, input);
    return this.inbox.get(caller, id);
  }
}
