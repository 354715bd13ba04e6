// Workers as jobs: an execution begins when messages wait, takes them until its queue has been empty for a while, and ends. Nothing takes a
// busy worker away, as scaling in an app would. Training has its executions with a GPU, measuring has others without.
import { jobQueue, measurementQueue } from 'names.bicep'

param name string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param workspaceId string
param insightsConnection string
param image string
param measurementImage string
param registryName string
param gpuProfile string
param gibPerTraining int
param maximumWorkers int
param executionHours int

// All of a profile's one instance, so that a worker never shares its GPU. Of the GPU's memory CUDA itself takes a part.
var sizes = {
  'Consumption-GPU-NC8as-T4': { cpu: 8, memory: '56Gi', gpuGib: 14 }
  'Consumption-GPU-NC24-A100': { cpu: 24, memory: '220Gi', gpuGib: 76 }
}
var size = sizes[gpuProfile]

// As many trainings at once as fit into the GPU's memory, and no more than cores to feed them: each needs a thread.
var trainingsAtOnce = max(1, min(size.cpu, size.gpuGib / gibPerTraining))

// An execution ends when there was nothing to do for so long: a new one has to pull its image and start CUDA, which takes longer than that.
// It is also longer than any message is put off.
var secondsIdle = 60

var account = [
  { name: 'AzureWebJobsStorage__accountName', value: storageName }
  { name: 'AzureWebJobsStorage__clientId', value: identityClientId }
  { name: 'AZURE_CLIENT_ID', value: identityClientId }
  { name: 'SERVERLESS_WORKER_EXIT_WHEN_IDLE', value: string(secondsIdle) }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insightsConnection }
  { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${identityClientId};Authorization=AAD' }
]
var registries = empty(registryName) ? [] : [{ server: '${registryName}.azurecr.io', identity: identityId }]

resource environment 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: '${name}-workers'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: { destination: 'azure-monitor' }
    workloadProfiles: [
      { name: 'Consumption', workloadProfileType: 'Consumption' }
      { name: 'gpu', workloadProfileType: gpuProfile }
    ]
  }
}

// The stable version is older, and of another shape.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: environment
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'ContainerAppConsoleLogs', enabled: true }
      { category: 'ContainerAppSystemLogs', enabled: true }
    ]
  }
}

resource training 'Microsoft.App/jobs@2026-07-01' = {
  name: '${name}-training'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'gpu'
    configuration: {
      triggerType: 'Event'
      // SIGTERM when it is over: trainings stop at the next batch, go back to the queue, and go on from their checkpoints in another execution.
      replicaTimeout: executionHours * 3600
      // The queue is what tries again: the messages of a dead execution come back when their leases have lapsed, and start another.
      replicaRetryLimit: 0
      registries: registries
      eventTriggerConfig: {
        parallelism: 1
        replicaCompletionCount: 1
        scale: {
          minExecutions: 0
          maxExecutions: maximumWorkers
          pollingInterval: 30
          rules: [
            {
              name: 'jobs'
              type: 'azure-queue'
              identity: identityId
              // Counts messages that workers hold too, and subtracts the executions that run: one is added when these are full.
              metadata: { accountName: storageName, queueName: jobQueue, queueLength: string(trainingsAtOnce) }
            }
          ]
        }
      }
    }
    template: {
      containers: [
        {
          name: 'worker'
          image: image
          resources: { cpu: size.cpu, memory: size.memory }
          env: concat(account, [
            { name: 'SERVERLESS_WORKER_MEASURES', value: 'none' }
            { name: 'SERVERLESS_WORKER_THREADS', value: string(size.cpu) }
            { name: 'SERVERLESS_WORKER_JOBS', value: string(trainingsAtOnce) }
            { name: 'SERVERLESS_WORKER_DEVICE', value: 'cuda:0' }
            { name: 'SERVERLESS_WORKER_DEVICE_MEMORY_GIB', value: string(size.gpuGib) }
          ])
        }
      ]
    }
  }
}

resource measuring 'Microsoft.App/jobs@2026-07-01' = {
  name: '${name}-measuring'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      triggerType: 'Event'
      replicaTimeout: executionHours * 3600
      replicaRetryLimit: 0
      registries: registries
      eventTriggerConfig: {
        parallelism: 1
        replicaCompletionCount: 1
        scale: {
          minExecutions: 0
          // One at a time: latencies of one search come from as few machines as possible.
          maxExecutions: 1
          pollingInterval: 30
          rules: [
            {
              name: 'measurements'
              type: 'azure-queue'
              identity: identityId
              metadata: { accountName: storageName, queueName: measurementQueue, queueLength: '1' }
            }
          ]
        }
      }
    }
    template: {
      containers: [
        {
          name: 'worker'
          image: empty(measurementImage) ? image : measurementImage
          resources: { cpu: 2, memory: '4Gi' }
          env: concat(account, [{ name: 'SERVERLESS_WORKER_DEVICE_AGENT', value: 'local-cpu' }])
        }
      ]
    }
  }
}
