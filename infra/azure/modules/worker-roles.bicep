// What workers may do: read and write the platform's own containers and queues, pull their image, and write telemetry. Neither the functions app's package and
// keys nor the durable history are among them, so that a worker cannot change what the app does.
import { containerNames, queueNames } from 'names.bicep'

param principalId string
param storageName string
param insightsName string
param registryName string

var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'
var registryPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' existing = [for container in containerNames: {
  name: '${storageName}/default/${container}'
}]

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-06-01' existing = [for queue in queueNames: {
  name: '${storageName}/default/${queue}'
}]

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = if (!empty(registryName)) {
  name: empty(registryName) ? 'none' : registryName
}

resource onContainers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (container, index) in containerNames: {
  name: guid(containers[index].id, principalId, blobDataContributor)
  scope: containers[index]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}]

resource onQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (queue, index) in queueNames: {
  name: guid(queues[index].id, principalId, queueDataContributor)
  scope: queues[index]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', queueDataContributor)
  }
}]

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, principalId, metricsPublisher)
  scope: insights
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}

resource onRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(registryName)) {
  name: guid(registry.id, principalId, registryPull)
  scope: registry
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', registryPull)
  }
}
