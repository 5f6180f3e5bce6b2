import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import {
  Allow,
  CurrentCaller,
  LimitRate,
  ResourceId,
  sessionTokenHash,
  setSessionCookie,
} from '@motcua/service-kit/http';
import { Profile, ShowProfile } from '../session/show-profile.query.js';
import { AddPasskeyInput, EnrolPasskey, PasskeyOptions } from './enrol-passkey.js';
import { ConfirmTotpInput, EnrolTotp, TotpSecret, type Enrolled } from './enrol-totp.js';
import { ProveSecondFactor, ProveSecondFactorInput } from './prove-second-factor.js';
import { relyingPartyOf } from './relying-party.js';
import { GivenPassword, RemoveFactor } from './remove-factor.js';

export const RecoveryCodes = z
  .object({ codes: z.array(z.string()).meta({ description: 'Each for one time; they are shown this once alone' }) })
  .meta({ id: 'RecoveryCodes' });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const AddedFactor = z
  .object({
    profile: Profile,
    recoveryCodes: z.array(z.string()).exactOptional().meta({ description: 'With the first factor alone, shown once' }),
  })
  .meta({ id: 'AddedFactor' });
export type AddedFactor = z.infer<typeof AddedFactor>;

const perMinute = { requests: 60, perSeconds: 60 };

@ApiTags('identity')
@Controller('api/identity/v1/second-factor')
export class SecondFactorController {
  constructor(
    private readonly enrolTotp: EnrolTotp,
    private readonly enrolPasskey: EnrolPasskey,
    private readonly prove: ProveSecondFactor,
    private readonly removeFactor: RemoveFactor,
    private readonly showProfile: ShowProfile,
  ) {}

  @Post('proof/options')
  @Allow('firstFactor')
  @LimitRate(perMinute)
  @HttpCode(200)
  @ApiResponse({ status: 200, description: 'What a passkey has to sign.', standardSchema: PasskeyOptions })
  beginProof(@CurrentCaller() caller: Caller, @Req() request: Request): Promise<PasskeyOptions> {
    return this.prove.begin(caller, originOf(request));
  }

  @Post('proof')
  @Allow('firstFactor')
  @LimitRate(perMinute)
  @HttpCode(200)
  @ApiResponse({ status: 200, description: 'Signed in; the cookie is set anew.', standardSchema: Profile })
  async proveIt(
    @CurrentCaller() caller: Caller,
    @Body({ schema: ProveSecondFactorInput }) input: ProveSecondFactorInput,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Profile> {
    const session = await this.prove.execute(caller, input, originOf(request));
    return this.profileOf(caller, session, request, response);
  }

  @Post('totp')
  @Allow('enrolment')
  @LimitRate(perMinute)
  @HttpCode(200)
  @ApiResponse({ status: 200, description: 'A secret, which counts once confirmed.', standardSchema: TotpSecret })
  beginTotp(@CurrentCaller() caller: Caller): Promise<TotpSecret> {
    return this.enrolTotp.begin(caller);
  }

  @Post('totp/confirmation')
  @Allow('enrolment')
  @LimitRate(perMinute)
  @HttpCode(200)
  @ApiResponse({ status: 200, description: 'The application is set up.', standardSchema: AddedFactor })
  async confirmTotp(
    @CurrentCaller() caller: Caller,
    @Body({ schema: ConfirmTotpInput }) input: ConfirmTotpInput,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AddedFactor> {
    const enrolled = await this.enrolTotp.confirm(caller, sessionTokenHash(request), input);
    return this.added(caller, enrolled, request, response);
  }

  @Post('passkeys/options')
  @Allow('enrolment')
  @LimitRate(perMinute)
  @HttpCode(200)
  @ApiResponse({ status: 200, description: 'What a new passkey is made from.', standardSchema: PasskeyOptions })
  beginPasskey(@CurrentCaller() caller: Caller, @Req() request: Request): Promise<PasskeyOptions> {
    return this.enrolPasskey.begin(caller, sessionTokenHash(request), relyingPartyOf(request));
  }

  @Post('passkeys')
  @Allow('enrolment')
  @LimitRate(perMinute)
  @HttpCode(200)
  @ApiResponse({ status: 200, description: 'The passkey is added.', standardSchema: AddedFactor })
  async addPasskey(
    @CurrentCaller() caller: Caller,
    @Body({ schema: AddPasskeyInput }) input: AddPasskeyInput,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AddedFactor> {
    const hash = sessionTokenHash(request);
    const enrolled = await this.enrolPasskey.finish(caller, hash, relyingPartyOf(request), input);
    return this.added(caller, enrolled, request, response);
  }

  @Post('totp/removal')
  @Allow('authenticated')
  @LimitRate(perMinute)
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'The application is removed.' })
  removeTotp(
    @CurrentCaller() caller: Caller,
    @Body({ schema: GivenPassword }) input: GivenPassword,
    @Req() request: Request,
  ): Promise<void> {
    return this.removeFactor.execute(caller, { factor: 'totp' }, input, request.ip ?? 'unknown');
  }

  @Post('passkeys/:id/removal')
  @Allow('authenticated')
  @LimitRate(perMinute)
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'The passkey is removed.' })
  removePasskey(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @Body({ schema: GivenPassword }) input: GivenPassword,
    @Req() request: Request,
  ): Promise<void> {
    return this.removeFactor.execute(caller, { factor: 'passkey', id }, input, request.ip ?? 'unknown');
  }

  @Post('recovery-codes')
  @Allow('authenticated')
  @LimitRate(perMinute)
  @HttpCode(200)
  @ApiResponse({ status: 200, description: 'New codes; the former ones are void.', standardSchema: RecoveryCodes })
  async renewRecoveryCodes(
    @CurrentCaller() caller: Caller,
    @Body({ schema: GivenPassword }) input: GivenPassword,
    @Req() request: Request,
  ): Promise<RecoveryCodes> {
    return { codes: await this.removeFactor.renewRecoveryCodes(caller, input, request.ip ?? 'unknown') };
  }

  private async added(
    caller: Caller,
    { session, recoveryCodes }: Enrolled,
    request: Request,
    response: Response,
  ): Promise<AddedFactor> {
    const profile = await this.profileOf(caller, session, request, response);
    return { profile, ...(recoveryCodes && { recoveryCodes }) };
  }

  /** Of the session that goes on: the one that just began, under a new cookie, or the one that there was. */
  private profileOf(
    caller: Caller,
    session: Enrolled['session'],
    request: Request,
    response: Response,
  ): Promise<Profile> {
    if (session) setSessionCookie(request, response, session.token, session.caller.expiresAt);
    return this.showProfile.execute(session?.caller ?? caller);
  }
}

function originOf(request: Request) {
  return { tokenHash: sessionTokenHash(request), address: request.ip ?? 'unknown', site: relyingPartyOf(request) };
}
