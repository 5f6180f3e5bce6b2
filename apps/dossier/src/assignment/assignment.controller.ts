import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { TaskView } from '../dossier/dossier.schemas.js';
import { ClaimManyInput, ClaimTask } from '../task/claim-task.js';
import { CompleteTask } from '../task/complete-task.js';
import { CompleteManyInput } from '../task/complete-task.schemas.js';
import { Inbox } from '../task/inbox.js';
import { eachOf, ManyAnswer } from '../turn/one-of-many.js';
import { AssigneeList, FindAssignees } from './find-assignees.js';
import { ReassignManyInput, ReassignTask, ReassignTaskInput } from './reassign-task.js';

@Controller('api/dossier/v1/tasks')
@Allow('officer')
export class AssignmentController {
  constructor(
    private readonly claimTask: ClaimTask,
    private readonly reassignTask: ReassignTask,
    private readonly findAssignees: FindAssignees,
    private readonly completeTask: CompleteTask,
    private readonly inbox: Inbox,
  ) {}

  /** To whom the task can be handed over. */
  @Get(':id/assignees')
  @ApiResponse({ status: 200, standardSchema: AssigneeList })
  assignees(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<AssigneeList> {
    return this.findAssignees.execute(caller, id);
  }

  /** Hands a task over to another officer. */
  @Post(':id/reassign')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: TaskView })
  async reassign(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: ReassignTaskInput }) input: ReassignTaskInput,
  ): Promise<TaskView> {
    await this.reassignTask.execute(caller, id, version, input);
    return this.inbox.get(caller, id);
  }

  /** Hands many tasks over to one officer; the answer says what came of each. */
  @Post('reassign-many')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: ManyAnswer })
  reassignMany(
    @CurrentCaller() caller: Caller,
    @Body({ schema: ReassignManyInput }) { taskIds, officerId }: ReassignManyInput,
  ): Promise<ManyAnswer> {
    const tasks = taskIds.map((id) => ({ id }));
    return eachOf(caller, tasks, (one, { id }) => this.reassignTask.execute(one, id, undefined, { officerId }));
  }

  /** Takes many tasks in charge; the answer says what came of each. */
  @Post('claim-many')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: ManyAnswer })
  claimMany(
    @CurrentCaller() caller: Caller,
    @Body({ schema: ClaimManyInput }) { tasks }: ClaimManyInput,
  ): Promise<ManyAnswer> {
    return eachOf(caller, tasks, (one, { id, version }) => this.claimTask.execute(one, id, version));
  }

  /** Completes many steps with the same outcome; the answer says what came of each. */
  @Post('complete-many')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: ManyAnswer })
  completeMany(
    @CurrentCaller() caller: Caller,
    @Body({ schema: CompleteManyInput }) { tasks, ...input }: CompleteManyInput,
  ): Promise<ManyAnswer> {
    return eachOf(caller, tasks, (one, { id, version }) => this.completeTask.execute(one, id, version, input));
  }
}
