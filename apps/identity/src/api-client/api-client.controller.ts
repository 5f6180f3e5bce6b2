import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, ResourceId } from '@motcua/service-kit/http';
import {
  AddKeyInput,
  ApiClientList,
  ApiClientsQuery,
  ChangeApiClientInput,
  RegisterApiClientInput,
  RegisteredApiClient,
} from './api-client.schemas.js';
import { ApiClients } from './api-clients.query.js';
import { ManageApiClients } from './manage-api-clients.js';

@ApiTags('identity')
@Controller('api/identity/v1/api-clients')
@Allow('province.administer')
export class ApiClientController {
  constructor(
    private readonly clients: ApiClients,
    private readonly manage: ManageApiClients,
  ) {}

  @Get()
  @ApiResponse({ status: 200, description: 'By their id.', standardSchema: ApiClientList })
  list(@Query({ schema: ApiClientsQuery }) query: ApiClientsQuery): Promise<ApiClientList> {
    return this.clients.list(query);
  }

  @Post()
  @ApiResponse({ status: 201, description: 'It can ask for tokens.', standardSchema: RegisteredApiClient })
  register(
    @CurrentCaller() caller: Caller,
    @Body({ schema: RegisterApiClientInput }) input: RegisterApiClientInput,
  ): Promise<RegisteredApiClient> {
    return this.manage.register(caller, input);
  }

  @Put(':id')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Changed; tokens that it has keep what they were given.' })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @Body({ schema: ChangeApiClientInput }) input: ChangeApiClientInput,
  ): Promise<void> {
    return this.manage.change(caller, id, input);
  }

  @Post(':id/keys')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Both the former keys and this one hold.' })
  addKey(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @Body({ schema: AddKeyInput }) input: AddKeyInput,
  ): Promise<void> {
    return this.manage.addKey(caller, id, input);
  }

  @Delete(':id/keys/:kid')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'It proves nothing any more.' })
  revokeKey(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @Param('kid') kid: string,
  ): Promise<void> {
    return this.manage.revokeKey(caller, id, kid);
  }

  @Post(':id/suspend')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'It gets no token, and those that it has open nothing.' })
  suspend(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<void> {
    return this.manage.suspend(caller, id);
  }

  @Post(':id/resume')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'It can ask for tokens again.' })
  resume(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<void> {
    return this.manage.resume(caller, id);
  }
}
