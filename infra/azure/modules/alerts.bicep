// Tells somebody when a message ends in a poison queue, and when evaluations fail. Azure has no metric of one queue's length, so the log of writes to queues is asked.
param name string
param location string
param tags object
param storageName string
param workspaceId string
param email string

resource storage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2026-06-01' existing = {
  parent: storage
  name: 'default'
}

// The stable version is older, and of another shape.
resource writes 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'writes'
  scope: queueService
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageWrite', enabled: true }]
  }
}

resource recipients 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-alerts'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: take(name, 12)
    enabled: true
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource poison 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: '${name}-poison'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'A message is in a poison queue'
    description: 'Blob rejected/{messageId}.json says why; docs/operations.md, Poison queues, says what to do.'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: 'StorageQueueLogs | where OperationName == "PutMessage" and StatusCode startswith "2" and Uri contains "-poison/messages" | extend Queue = extract("/([a-z0-9-]+)-poison/", 1, Uri)'
          timeAggregation: 'Count'
          dimensions: [{ name: 'Queue', operator: 'Include', values: ['*'] }]
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    // The table comes with the first record.
    skipQueryValidation: true
    actions: { actionGroups: [recipients.id] }
  }
  dependsOn: [writes]
}

// What the app counts of evaluations; a search that loses more than half of its own has a cause that is worth a look.
resource failures 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: '${name}-failures'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'More than half of the evaluations fail'
    description: 'GET /api/searches/{id}: outcomes.failures says why; docs/operations.md, Telemetry, says what is counted.'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    criteria: {
      allOf: [
        {
          query: 'AppMetrics | where Name == "serverless.evaluations" | extend Status = tostring(Properties["serverless.evaluation.status"]) | summarize Failed = sumif(Sum, Status == "Failed"), All = sum(Sum) | where All > 0 | project Share = Failed / All'
          metricMeasureColumn: 'Share'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: json('0.5')
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    skipQueryValidation: true
    actions: { actionGroups: [recipients.id] }
  }
}
