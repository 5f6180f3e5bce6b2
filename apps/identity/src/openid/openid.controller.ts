import { All, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import {
  Allow,
  AllowCrossSite,
  clearSessionCookie,
  CurrentCaller,
  languageOf,
  LimitRate,
  OptionalCaller,
  sessionCookie,
  tokenHash,
} from '@motcua/service-kit/http';
import { SignOut } from '../session/sign-out.js';
import { currentBrowser } from './browser.js';
import { Interact } from './interact.js';
import { openidPath } from './openid-addresses.js';
import { Openid } from './openid.js';
import { pagePolicy } from './pages.js';

/** The protocol describes itself, at `.well-known/openid-configuration`. */
@ApiExcludeController()
@Controller(openidPath.slice(1))
export class OpenidController {
  constructor(
    private readonly openid: Openid,
    private readonly interact: Interact,
    private readonly signOut: SignOut,
  ) {}

  @Get('interaction/:uid')
  @Allow('public')
  async show(
    @OptionalCaller() caller: Caller | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const language = languageOf(request);
    const next = await this.within(caller, request, response, () =>
      this.interact.execute(caller, hashOf(request), language, request, response),
    );
    if (!next) return;
    if ('location' in next) return response.redirect(303, next.location);
    response.setHeader('Content-Language', language).setHeader('Content-Security-Policy', pagePolicy);
    response.type('html').send(next.page);
  }

  @Post('interaction/:uid/:answer')
  @Allow('authenticated')
  @HttpCode(303)
  async answer(
    @Param('answer') answer: string,
    @CurrentCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (answer !== 'allow' && answer !== 'refuse') throw new NotFound();
    await this.within(caller, request, response, () =>
      this.interact.answer(answer === 'allow', caller, request, response),
    );
  }

  /** Servers of others call these and go by no cookie: the cross-site check has no session to protect here, and a form of theirs may begin a sign-in. */
  @Post(['auth', 'token', 'token/revocation', 'me'])
  @Allow('public')
  @AllowCrossSite()
  @LimitRate({ requests: 600, perSeconds: 60 })
  provideToOthers(@OptionalCaller() caller: Caller | undefined, @Req() request: Request, @Res() response: Response) {
    return this.provide(caller, request, response);
  }

  @All('*path')
  @Allow('public')
  @LimitRate({ requests: 600, perSeconds: 60 })
  async provide(
    @OptionalCaller() caller: Caller | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const provider = await this.openid.provider();
    request.url = request.originalUrl.slice(openidPath.length);
    await this.within(caller, request, response, async () => {
      await provider.callback()(request, response);
    });
  }

  /** The provider goes by the configured address, whatever a proxy or a client says. */
  private within<T>(
    caller: Caller | undefined,
    request: Request,
    response: Response,
    work: () => Promise<T>,
  ): Promise<T> {
    const token = sessionCookie(request);
    const { protocol, host } = new URL(this.openid.publicUrl);
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    request.headers['x-forwarded-host'] = host;
    const signOut = async () => {
      await this.signOut.execute(caller, token);
      clearSessionCookie(request, response);
    };
    return currentBrowser.run({ tokenHash: caller && token && tokenHash(token), signOut }, work);
  }
}

function hashOf(request: Request): string | undefined {
  const token = sessionCookie(request);
  return token === undefined ? undefined : tokenHash(token);
}
