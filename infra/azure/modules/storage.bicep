// Everything that a search knows, the queues between the parts, and the durable history. Account keys are switched off.
@minLength(3)
@maxLength(24)
param name string
param location string
param tags object

// As in src/Serverless.Storage/QueueNames.cs; KEDA looks at it before any worker has run and could make it.
var jobs = 'jobs'
var measurements = 'measure-local-cpu' // the device that workers are unless told otherwise
var packages = 'packages'

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: storage
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: 7 }
  }
}

resource packageContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: packages
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: storage
  name: 'default'
}

resource jobQueue 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = {
  parent: queues
  name: jobs
}

resource measurementQueue 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = {
  parent: queues
  name: measurements
}

output name string = storage.name
output packageContainer string = packageContainer.name
output jobQueue string = jobQueue.name
output measurementQueue string = measurementQueue.name
