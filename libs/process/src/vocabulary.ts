/** What a tag may hold. Whatever is not listed could carry behaviour that motcua would silently leave out. */
export interface TagRule {
  readonly attributes: readonly string[];
  readonly children: readonly string[];
  /** What may stand in its `bpmn:extensionElements`. */
  readonly extensions?: readonly string[];
  readonly text?: true;
  readonly needsId?: true;
}

const TEXT: TagRule = { attributes: ['id', 'textFormat'], children: [], text: true };
const REFERENCE: TagRule = { attributes: [], children: [], text: true };
const EXPRESSION: TagRule = { attributes: ['id', 'xsi:type'], children: [], text: true };
const EMPTY: TagRule = { attributes: [], children: [] };

/** What the templates of Camunda Modeler leave behind: where the element came from, and its picture. */
const TEMPLATE = ['zeebe:modelerTemplate', 'zeebe:modelerTemplateVersion', 'zeebe:modelerTemplateIcon'];

function flowNode(rule: Partial<TagRule> = {}): TagRule {
  return {
    ...rule,
    attributes: ['id', 'name', ...TEMPLATE, ...(rule.attributes ?? [])],
    children: [
      'bpmn:documentation',
      'bpmn:extensionElements',
      'bpmn:incoming',
      'bpmn:outgoing',
      ...(rule.children ?? []),
    ],
    extensions: ['zeebe:properties', ...(rule.extensions ?? [])],
    needsId: true,
  };
}

/** Data that a drawing shows beside an activity: nothing of it is moved. */
const DATA_ASSOCIATIONS = ['bpmn:dataInputAssociation', 'bpmn:dataOutputAssociation', 'bpmn:property'];

function activity(rule: Partial<TagRule> = {}): TagRule {
  return flowNode({
    ...rule,
    children: [...DATA_ASSOCIATIONS, ...(rule.children ?? [])],
    extensions: ['zeebe:ioMapping', ...(rule.extensions ?? [])],
  });
}

function event(definitions: readonly string[], attributes: readonly string[] = []): TagRule {
  return flowNode({ attributes, children: [...DATA_ASSOCIATIONS, ...definitions], extensions: ['zeebe:ioMapping'] });
}

const GATEWAY = ['gatewayDirection'];
const ARTIFACTS = ['bpmn:textAnnotation', 'bpmn:association', 'bpmn:group'];
const FLOW_NODES = [
  'bpmn:startEvent',
  'bpmn:endEvent',
  'bpmn:userTask',
  'bpmn:serviceTask',
  'bpmn:receiveTask',
  'bpmn:callActivity',
  'bpmn:subProcess',
  'bpmn:exclusiveGateway',
  'bpmn:inclusiveGateway',
  'bpmn:parallelGateway',
  'bpmn:intermediateCatchEvent',
  'bpmn:boundaryEvent',
];

/** What a process and a sub-process hold alike. */
const CONTENT = [
  ...FLOW_NODES,
  ...ARTIFACTS,
  'bpmn:dataObject',
  'bpmn:dataObjectReference',
  'bpmn:dataStoreReference',
  'bpmn:laneSet',
  'bpmn:property',
  'bpmn:sequenceFlow',
];

export const DIAGRAM = 'bpmndi:BPMNDiagram';

function documented(attributes: readonly string[], children: readonly string[] = []): TagRule {
  return {
    attributes: ['id', ...attributes],
    children: ['bpmn:documentation', 'bpmn:extensionElements', ...children],
    extensions: ['zeebe:properties'],
  };
}

const EXECUTED: Readonly<Record<string, TagRule>> = {
  'bpmn:startEvent': flowNode({ extensions: ['zeebe:formDefinition'], children: DATA_ASSOCIATIONS }),
  'bpmn:endEvent': flowNode({
    children: [...DATA_ASSOCIATIONS, 'bpmn:errorEventDefinition', 'bpmn:terminateEventDefinition'],
  }),
  'bpmn:userTask': activity({
    children: ['bpmn:multiInstanceLoopCharacteristics'],
    extensions: ['zeebe:assignmentDefinition', 'zeebe:userTask', 'zeebe:formDefinition'],
  }),
  'bpmn:serviceTask': activity({ extensions: ['zeebe:taskDefinition'] }),
  'bpmn:receiveTask': activity({ attributes: ['messageRef'] }),
  'bpmn:callActivity': activity({ extensions: ['zeebe:calledElement'] }),
  'bpmn:subProcess': activity({ attributes: ['triggeredByEvent'], children: CONTENT }),
  'bpmn:exclusiveGateway': flowNode({ attributes: ['default', ...GATEWAY] }),
  'bpmn:inclusiveGateway': flowNode({ attributes: ['default', ...GATEWAY] }),
  'bpmn:parallelGateway': flowNode({ attributes: GATEWAY }),
  'bpmn:intermediateCatchEvent': event(['bpmn:timerEventDefinition', 'bpmn:messageEventDefinition']),
  'bpmn:boundaryEvent': event(
    ['bpmn:timerEventDefinition', 'bpmn:messageEventDefinition', 'bpmn:errorEventDefinition'],
    ['attachedToRef', 'cancelActivity'],
  ),
  'bpmn:sequenceFlow': {
    ...documented(['name', 'sourceRef', 'targetRef'], ['bpmn:conditionExpression']),
    needsId: true,
  },
  'bpmn:conditionExpression': EXPRESSION,
  'bpmn:timerEventDefinition': {
    attributes: ['id'],
    children: ['bpmn:timeDuration', 'bpmn:timeDate', 'bpmn:timeCycle'],
  },
  'bpmn:timeDuration': EXPRESSION,
  'bpmn:timeDate': EXPRESSION,
  'bpmn:timeCycle': EXPRESSION,
  'bpmn:messageEventDefinition': { attributes: ['id', 'messageRef'], children: [] },
  'bpmn:errorEventDefinition': { attributes: ['id', 'errorRef'], children: [] },
  'bpmn:terminateEventDefinition': { attributes: ['id'], children: [] },
  'bpmn:multiInstanceLoopCharacteristics': {
    attributes: ['id', 'isSequential'],
    children: ['bpmn:extensionElements', 'bpmn:completionCondition'],
    extensions: ['zeebe:loopCharacteristics'],
  },
  'bpmn:completionCondition': EXPRESSION,
  'bpmn:message': {
    ...documented(['name', 'zeebe:modelerTemplate']),
    extensions: ['zeebe:subscription', 'zeebe:properties'],
  },
  'bpmn:error': documented(['name', 'errorCode', 'zeebe:modelerTemplate']),
  'bpmn:incoming': REFERENCE,
  'bpmn:outgoing': REFERENCE,
  'bpmn:extensionElements': EMPTY,
  'zeebe:assignmentDefinition': { attributes: ['candidateGroups'], children: [] },
  'zeebe:userTask': EMPTY,
  'zeebe:taskDefinition': { attributes: ['type', 'retries'], children: [] },
  'zeebe:calledElement': {
    attributes: ['processId', 'propagateAllChildVariables', 'propagateAllParentVariables'],
    children: [],
  },
  'zeebe:ioMapping': { attributes: [], children: ['zeebe:input', 'zeebe:output'] },
  'zeebe:input': { attributes: ['source', 'target'], children: [] },
  'zeebe:output': { attributes: ['source', 'target'], children: [] },
  'zeebe:loopCharacteristics': {
    attributes: ['inputCollection', 'inputElement', 'outputCollection', 'outputElement'],
    children: [],
  },
  'zeebe:subscription': { attributes: ['correlationKey'], children: [] },
};

/** What only people and editors read. */
const SHOWN: Readonly<Record<string, TagRule>> = {
  'zeebe:properties': { attributes: [], children: ['zeebe:property'] },
  'zeebe:property': { attributes: ['name', 'value'], children: [] },
  'zeebe:versionTag': { attributes: ['value'], children: [] },
  'zeebe:formDefinition': {
    attributes: ['formKey', 'formId', 'externalReference', 'bindingType', 'versionTag'],
    children: [],
  },
  'zeebe:userTaskForm': { attributes: ['id'], children: [], text: true },
  'bpmn:collaboration': {
    ...documented(['name', 'isClosed'], ['bpmn:participant', 'bpmn:messageFlow', ...ARTIFACTS]),
  },
  'bpmn:participant': documented(['name', 'processRef']),
  'bpmn:messageFlow': documented(['name', 'sourceRef', 'targetRef', 'messageRef']),
  'bpmn:laneSet': documented(['name'], ['bpmn:lane']),
  'bpmn:childLaneSet': documented(['name', 'xsi:type'], ['bpmn:lane']),
  'bpmn:lane': documented(['name'], ['bpmn:flowNodeRef', 'bpmn:childLaneSet']),
  'bpmn:flowNodeRef': REFERENCE,
  'bpmn:documentation': TEXT,
  'bpmn:textAnnotation': documented(['textFormat'], ['bpmn:text']),
  'bpmn:text': REFERENCE,
  'bpmn:association': documented(['associationDirection', 'sourceRef', 'targetRef']),
  'bpmn:group': documented(['categoryValueRef']),
  'bpmn:category': documented(['name'], ['bpmn:categoryValue']),
  'bpmn:categoryValue': documented(['value']),
  'bpmn:dataObject': documented(['name', 'isCollection']),
  'bpmn:dataObjectReference': documented(['name', 'dataObjectRef'], ['bpmn:dataState']),
  'bpmn:dataStore': documented(['name', 'capacity', 'isUnlimited'], ['bpmn:dataState']),
  'bpmn:dataStoreReference': documented(['name', 'dataStoreRef'], ['bpmn:dataState']),
  'bpmn:dataState': documented(['name']),
  'bpmn:property': documented(['name']),
  'bpmn:dataInputAssociation': documented([], ['bpmn:sourceRef', 'bpmn:targetRef']),
  'bpmn:dataOutputAssociation': documented([], ['bpmn:sourceRef', 'bpmn:targetRef']),
  'bpmn:sourceRef': REFERENCE,
  'bpmn:targetRef': REFERENCE,
  // Editors leave these behind; whatever would use them is refused.
  'bpmn:signal': documented(['name']),
  'bpmn:escalation': documented(['name', 'escalationCode']),
};

export const VOCABULARY: ReadonlyMap<string, TagRule> = new Map(
  Object.entries<TagRule>({
    'bpmn:definitions': {
      attributes: [
        'id',
        'name',
        'targetNamespace',
        'expressionLanguage',
        'typeLanguage',
        'exporter',
        'exporterVersion',
        'xsi:schemaLocation',
        'modeler:executionPlatform',
        'modeler:executionPlatformVersion',
      ],
      children: [
        'bpmn:process',
        'bpmn:collaboration',
        'bpmn:message',
        'bpmn:error',
        'bpmn:signal',
        'bpmn:escalation',
        'bpmn:category',
        'bpmn:dataStore',
        DIAGRAM,
      ],
    },
    'bpmn:process': {
      attributes: ['id', 'name', 'isExecutable', 'isClosed', 'processType', ...TEMPLATE],
      children: [...CONTENT, 'bpmn:documentation', 'bpmn:extensionElements'],
      extensions: ['zeebe:properties', 'zeebe:versionTag', 'zeebe:userTaskForm'],
      needsId: true,
    },
    ...EXECUTED,
    ...SHOWN,
  }),
);
