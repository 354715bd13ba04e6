// GPU workers: none while the queue is empty, one for each waiting job up to the maximum.
param name string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param jobQueue string
param measurementQueue string
param workspaceName string
param image string
param registryName string
param gpuProfile string
param maximumWorkers int

// All of a profile's one instance, so that a worker never shares its GPU.
var sizes = {
  'Consumption-GPU-NC8as-T4': { cpu: 8, memory: '56Gi' }
  'Consumption-GPU-NC24-A100': { cpu: 24, memory: '220Gi' }
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: '${name}-workers'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: workspace.properties.customerId
        sharedKey: workspace.listKeys().primarySharedKey
      }
    }
    workloadProfiles: [
      { name: 'Consumption', workloadProfileType: 'Consumption' }
      { name: 'gpu', workloadProfileType: gpuProfile }
    ]
  }
}

resource worker 'Microsoft.App/containerApps@2025-01-01' = {
  name: '${name}-worker'
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
      activeRevisionsMode: 'Single'
      registries: empty(registryName) ? [] : [{ server: '${registryName}.azurecr.io', identity: identityId }]
    }
    template: {
      // A worker that is told to go gives its job back at the next batch; this is far longer than a batch takes.
      terminationGracePeriodSeconds: 120
      containers: [
        {
          name: 'worker'
          image: image
          resources: { cpu: sizes[gpuProfile].cpu, memory: sizes[gpuProfile].memory }
          env: [
            { name: 'AzureWebJobsStorage__accountName', value: storageName }
            { name: 'AzureWebJobsStorage__clientId', value: identityClientId }
            { name: 'AZURE_CLIENT_ID', value: identityClientId }
          ]
        }
      ]
      scale: {
        minReplicas: 0
        maxReplicas: maximumWorkers
        rules: [
          {
            name: 'jobs'
            azureQueue: {
              accountName: storageName
              queueName: jobQueue
              queueLength: 1
              identity: identityId
            }
          }
          {
            name: 'measurements'
            azureQueue: {
              accountName: storageName
              queueName: measurementQueue
              queueLength: 1
              identity: identityId
            }
          }
        ]
      }
    }
  }
}
