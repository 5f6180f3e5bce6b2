import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Caller } from '@motcua/service-kit/caller';
import {
  Allow,
  clearSessionCookie,
  CurrentCaller,
  LimitRate,
  OptionalCaller,
  sessionCookie,
  setSessionCookie,
} from '@motcua/service-kit/http';
import { deviceOf } from './device.js';
import { Profile, ShowProfile } from './show-profile.query.js';
import { SignIn, SignInInput } from './sign-in.js';
import { SignOut } from './sign-out.js';

@ApiTags('identity')
@Controller('api/identity/v1/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly showProfile: ShowProfile,
  ) {}

  @Post()
  @Allow('public')
  @LimitRate({ requests: 120, perSeconds: 60 })
  @HttpCode(200)
  @ApiResponse({
    status: 200,
    description: 'The password is right; the cookie is set. `awaits` says what is still lacking.',
    standardSchema: Profile,
  })
  async begin(
    @Body({ schema: SignInInput }) input: SignInInput,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Profile> {
    const origin = {
      address: request.ip ?? 'unknown',
      formerToken: sessionCookie(request),
      device: deviceOf(request.get('user-agent')),
    };
    const { token, caller } = await this.signIn.execute(input, origin);
    setSessionCookie(request, response, token, caller.expiresAt);
    return this.showProfile.execute(caller);
  }

  @Get()
  @Allow('firstFactor')
  @ApiResponse({ status: 200, description: 'Who is signed in.', standardSchema: Profile })
  show(@CurrentCaller() caller: Caller): Promise<Profile> {
    return this.showProfile.execute(caller);
  }

  // Also out of a session that lacks its second factor.
  @Delete()
  @Allow('public')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Signed out, also when nobody was signed in.' })
  async end(
    @OptionalCaller() caller: Caller | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.signOut.execute(caller, sessionCookie(request));
    clearSessionCookie(request, response);
  }
}
