// The whole platform in one resource group: functions app on Flex Consumption, workers as jobs of Container Apps, one storage account between them.
targetScope = 'resourceGroup'

@description('Short name that every resource carries; 3 to 12 lower-case letters and digits.')
@minLength(3)
@maxLength(12)
param name string = 'serverless'

@description('A region that has Flex Consumption and the GPU workload profile.')
param location string = resourceGroup().location

@description('The worker image, pushed beforehand; see docs/operations.md. Empty: everything but the workers.')
param workerImage string = ''

@description('The image of workers that only measure, which need no CUDA: FLAVOUR=cpu is smaller. Empty: the worker image.')
param measurementImage string = ''

@description('The container registry of the images, in this resource group. Empty when they are public.')
param registryName string = ''

@description('The most training executions at once. Each holds one GPU; there are none while no job waits.')
@minValue(1)
@maxValue(100)
param maximumWorkers int = 4

@description('The kind of GPU.')
@allowed(['Consumption-GPU-NC8as-T4', 'Consumption-GPU-NC24-A100'])
param gpuProfile string = 'Consumption-GPU-NC8as-T4'

@description('GiB of GPU memory that a training needs, about: as many are worked on at once as fit, of 14 (T4) or 76 (A100).')
@minValue(1)
@maxValue(76)
param gibPerTraining int = 2

@description('How long an execution may last, in hours; what it works on then goes back to the queue with its checkpoint.')
@minValue(1)
@maxValue(168)
param executionHours int = 24

@description('When schedules are looked at, an NCRONTAB expression. Each look wakes the app.')
param scheduleTimer string = '0 * * * * *'

@description('The age in days at which checkpoints are deleted; longer than a search may be paused.')
@minValue(1)
param checkpointDays int = 30

@description('Who is told of poison messages and of money spent. Empty: nobody, and there are no alerts and no budget.')
param alertEmail string = ''

@description('What the resource group should cost a month, in the currency of the billing account.')
@minValue(1)
param monthlyBudget int = 100

@description('The first day of the month in which the budget was first deployed, as in 2027-01-01. Empty: of this month.')
param budgetStart string = ''

@description('Not to be given: the time is told to a default only.')
param thisMonth string = utcNow('yyyy-MM-01')

var suffix = uniqueString(resourceGroup().id, name)
var storageName = take('${name}${suffix}', 24)
var tags = { application: name }

module appIdentity 'modules/identity.bicep' = {
  name: 'app-identity'
  params: { name: '${name}-app', location: location, tags: tags }
}

module workerIdentity 'modules/identity.bicep' = {
  name: 'worker-identity'
  params: { name: '${name}-worker', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: { name: name, location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: { name: storageName, location: location, tags: tags, checkpointDays: checkpointDays }
}

module appRoles 'modules/app-roles.bicep' = {
  name: 'app-roles'
  params: {
    principalId: appIdentity.outputs.principalId
    storageName: storageName
    insightsName: monitoring.outputs.insightsName
  }
  dependsOn: [storage]
}

module workerRoles 'modules/worker-roles.bicep' = {
  name: 'worker-roles'
  params: {
    principalId: workerIdentity.outputs.principalId
    storageName: storageName
    insightsName: monitoring.outputs.insightsName
    registryName: registryName
  }
  dependsOn: [storage]
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: tags
    identityId: appIdentity.outputs.id
    identityClientId: appIdentity.outputs.clientId
    storageName: storageName
    packageContainer: storage.outputs.packageContainer
    insightsConnection: monitoring.outputs.insightsConnection
    scheduleTimer: scheduleTimer
  }
  dependsOn: [appRoles]
}

module jobs 'modules/jobs.bicep' = if (!empty(workerImage)) {
  name: 'jobs'
  params: {
    name: name
    location: location
    tags: tags
    identityId: workerIdentity.outputs.id
    identityClientId: workerIdentity.outputs.clientId
    storageName: storageName
    workspaceId: monitoring.outputs.workspaceId
    insightsConnection: monitoring.outputs.insightsConnection
    image: workerImage
    measurementImage: measurementImage
    registryName: registryName
    gpuProfile: gpuProfile
    gibPerTraining: gibPerTraining
    maximumWorkers: maximumWorkers
    executionHours: executionHours
  }
  dependsOn: [workerRoles]
}

module alerts 'modules/alerts.bicep' = if (!empty(alertEmail)) {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    storageName: storageName
    workspaceId: monitoring.outputs.workspaceId
    email: alertEmail
  }
  dependsOn: [storage]
}

module budget 'modules/budget.bicep' = if (!empty(alertEmail)) {
  name: 'budget'
  params: { name: name, monthly: monthlyBudget, start: empty(budgetStart) ? thisMonth : budgetStart, email: alertEmail }
}

@description('What the client is told by SERVERLESS_URL.')
output url string = functions.outputs.url

@description('What `func azure functionapp publish` takes.')
output functionsAppName string = functions.outputs.name
