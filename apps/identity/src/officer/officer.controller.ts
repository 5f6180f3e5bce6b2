import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, LimitRate, ResourceId } from '@motcua/service-kit/http';
import { ActivateOfficer } from './activate-officer.js';
import { ChangeOfficer } from './change-officer.js';
import { CreateOfficer } from './create-officer.js';
import { InviteOfficer } from './invite-officer.js';
import {
  ActivateOfficerInput,
  ActivationCode,
  CreatedOfficer,
  CreateOfficerInput,
  EndPositionInput,
  GivePositionInput,
  Officer,
  OfficerList,
  OfficersQuery,
  PositionList,
  RenameOfficerInput,
} from './officer.schemas.js';
import { Officers } from './officers.query.js';

@ApiTags('identity')
@Controller('api/identity/v1')
@Allow('province.administer')
export class OfficerController {
  constructor(
    private readonly officers: Officers,
    private readonly createOfficer: CreateOfficer,
    private readonly changeOfficer: ChangeOfficer,
    private readonly inviteOfficer: InviteOfficer,
    private readonly activateOfficer: ActivateOfficer,
  ) {}

  @Get('officers')
  @ApiResponse({ status: 200, description: 'By user name.', standardSchema: OfficerList })
  list(@Query({ schema: OfficersQuery }) query: OfficersQuery): Promise<OfficerList> {
    return this.officers.list(query);
  }

  @Get('positions')
  @ApiResponse({ status: 200, description: 'What officers can be.', standardSchema: PositionList })
  positions(): Promise<PositionList> {
    return this.officers.positions();
  }

  @Get('officers/:id')
  @ApiResponse({ status: 200, standardSchema: Officer })
  one(@Param('id', ResourceId) id: string): Promise<Officer> {
    return this.officers.one(id);
  }

  @Post('officers')
  @ApiResponse({ status: 201, description: 'Added; they need a code to sign in.', standardSchema: CreatedOfficer })
  create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: CreateOfficerInput }) input: CreateOfficerInput,
  ): Promise<CreatedOfficer> {
    return this.createOfficer.execute(caller, input);
  }

  /** The officer chooses a password by it; a former code is void. */
  @Post('officers/:id/activation-code')
  @LimitRate({ requests: 30, perSeconds: 60 })
  @ApiResponse({ status: 201, description: 'A code, shown this once.', standardSchema: ActivationCode })
  invite(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<ActivationCode> {
    return this.inviteOfficer.execute(caller, id);
  }

  @Put('officers/:id/name')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Renamed.' })
  rename(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @Body({ schema: RenameOfficerInput }) input: RenameOfficerInput,
  ): Promise<void> {
    return this.changeOfficer.rename(caller, id, input);
  }

  @Post('officers/:id/positions')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Given.' })
  givePosition(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @Body({ schema: GivePositionInput }) input: GivePositionInput,
  ): Promise<void> {
    return this.changeOfficer.givePosition(caller, id, input);
  }

  @Post('officers/:id/positions/end')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'It ends on that day.' })
  endPosition(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @Body({ schema: EndPositionInput }) input: EndPositionInput,
  ): Promise<void> {
    return this.changeOfficer.endPosition(caller, id, input);
  }

  @Post('officers/:id/disable')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Nobody signs in with it any more.' })
  disable(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<void> {
    return this.changeOfficer.disable(caller, id);
  }

  @Post('officers/:id/enable')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'They may sign in again.' })
  enable(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<void> {
    return this.changeOfficer.enable(caller, id);
  }

  @Delete('officers/:id/sessions')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'All have ended.' })
  endSessions(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<void> {
    return this.changeOfficer.endSessions(caller, id);
  }

  @Delete('officers/:id/second-factor')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'They add another at the next sign-in, where their role asks for it.' })
  resetSecondFactor(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<void> {
    return this.changeOfficer.resetSecondFactor(caller, id);
  }

  /** A password for the code that an administrator gave. */
  @Post('officer-activations')
  @Allow('public')
  @LimitRate({ requests: 20, perSeconds: 60 })
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Chosen; the officer can sign in.' })
  activate(@Body({ schema: ActivateOfficerInput }) input: ActivateOfficerInput): Promise<void> {
    return this.activateOfficer.execute(input);
  }
}
