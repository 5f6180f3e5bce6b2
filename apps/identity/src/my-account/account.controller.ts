import { Body, Controller, Delete, Get, HttpCode, Param, Put, Req } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, LimitRate, ResourceId, sessionTokenHash } from '@motcua/service-kit/http';
import { ChangePassword, ChangePasswordInput } from '../password/change-password.js';
import { EndOwnSessions } from './end-own-sessions.js';
import { Preferences, SetPreferences } from './set-preferences.js';
import { Account, ShowAccount } from './show-account.query.js';

@ApiTags('identity')
@Controller('api/identity/v1/account')
export class AccountController {
  constructor(
    private readonly showAccount: ShowAccount,
    private readonly endOwnSessions: EndOwnSessions,
    private readonly setPreferences: SetPreferences,
    private readonly changePassword: ChangePassword,
  ) {}

  @Get()
  @Allow('authenticated')
  @ApiResponse({ status: 200, description: 'The own account.', standardSchema: Account })
  show(@CurrentCaller() caller: Caller, @Req() request: Request): Promise<Account> {
    return this.showAccount.execute(caller, sessionTokenHash(request));
  }

  @Put('preferences')
  @Allow('authenticated')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Kept.' })
  prefer(@CurrentCaller() caller: Caller, @Body({ schema: Preferences }) input: Preferences): Promise<void> {
    return this.setPreferences.execute(caller, input);
  }

  @Put('password')
  @Allow('authenticated')
  @LimitRate({ requests: 20, perSeconds: 60 })
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Changed; the other sessions have ended.' })
  change(
    @CurrentCaller() caller: Caller,
    @Body({ schema: ChangePasswordInput }) input: ChangePasswordInput,
    @Req() request: Request,
  ): Promise<void> {
    const session = { tokenHash: sessionTokenHash(request), address: request.ip ?? 'unknown' };
    return this.changePassword.execute(caller, input, session);
  }

  @Delete('sessions')
  @Allow('authenticated')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Every session but the one at hand has ended.' })
  endOthers(@CurrentCaller() caller: Caller, @Req() request: Request): Promise<void> {
    return this.endOwnSessions.allOthers(caller, sessionTokenHash(request));
  }

  @Delete('sessions/:id')
  @Allow('authenticated')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'The session has ended.' })
  endOne(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<void> {
    return this.endOwnSessions.one(caller, id);
  }
}
