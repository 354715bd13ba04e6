// Everything that a search knows, the queues between the parts, and the durable history. Account keys are switched off.
import { containerNames, queueNames } from 'names.bicep'

@minLength(3)
@maxLength(24)
param name string
param location string
param tags object

@description('The age, in days since it was last written, at which a checkpoint is deleted whatever it is for.')
param checkpointDays int

resource storage 'Microsoft.Storage/storageAccounts@2026-06-01' = {
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

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-06-01' = {
  parent: storage
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: 7 }
  }
}

resource packageContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' = {
  parent: blobs
  name: 'packages'
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' = [for container in containerNames: {
  parent: blobs
  name: container
}]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2026-06-01' = {
  parent: storage
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-06-01' = [for queue in queueNames: {
  parent: queueService
  name: queue
}]

// The app deletes each day those that no search can go on with; this is for what it does not see.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-06-01' = {
  parent: storage
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'checkpoints'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['checkpoints/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: checkpointDays } } }
          }
        }
      ]
    }
  }
}

output packageContainer string = packageContainer.name
