// The whole platform in one resource group: control plane on Flex Consumption, GPU workers on Container Apps, one storage account between them.
targetScope = 'resourceGroup'

@description('Short name that every resource carries; 3 to 12 lower-case letters and digits.')
@minLength(3)
@maxLength(12)
param name string = 'serverless'

@description('A region that has Flex Consumption and the GPU workload profile.')
param location string = resourceGroup().location

@description('The worker image, pushed beforehand; see docs/operations.md. Empty: everything but the workers.')
param workerImage string = ''

@description('The container registry of the worker image, in this resource group. Empty when the image is public.')
param registryName string = ''

@description('The most workers at once. Each holds one GPU; there are none while no job waits.')
@minValue(1)
@maxValue(100)
param maximumWorkers int = 4

@description('The kind of GPU.')
@allowed(['Consumption-GPU-NC8as-T4', 'Consumption-GPU-NC24-A100'])
param gpuProfile string = 'Consumption-GPU-NC8as-T4'

var suffix = uniqueString(resourceGroup().id, name)
var tags = { application: name }

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: name, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: { name: name, location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: { name: take('${name}${suffix}', 24), location: location, tags: tags }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    principalId: identity.outputs.principalId
    storageName: storage.outputs.name
    insightsName: monitoring.outputs.insightsName
    registryName: registryName
  }
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    insightsConnection: monitoring.outputs.insightsConnection
  }
  dependsOn: [roles]
}

module workers 'modules/workers.bicep' = if (!empty(workerImage)) {
  name: 'workers'
  params: {
    name: name
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    jobQueue: storage.outputs.jobQueue
    measurementQueue: storage.outputs.measurementQueue
    workspaceName: monitoring.outputs.workspaceName
    image: workerImage
    registryName: registryName
    gpuProfile: gpuProfile
    maximumWorkers: maximumWorkers
  }
  dependsOn: [roles]
}

@description('What the client is told by SERVERLESS_URL.')
output url string = functions.outputs.url

@description('What `func azure functionapp publish` takes.')
output functionsAppName string = functions.outputs.name
