// What is deployed, from the environment: of the shell for `az deployment group create`, of `azd env set` for `azd provision`.
using 'main.bicep'

param name = readEnvironmentVariable('PLATFORM_NAME', 'serverless')
param workerImage = readEnvironmentVariable('WORKER_IMAGE', '')
param measurementImage = readEnvironmentVariable('MEASUREMENT_IMAGE', '')
param registryName = readEnvironmentVariable('REGISTRY_NAME', '')
param maximumWorkers = int(readEnvironmentVariable('MAXIMUM_WORKERS', '4'))
param gpuProfile = readEnvironmentVariable('GPU_PROFILE', 'Consumption-GPU-NC8as-T4')
param gibPerTraining = int(readEnvironmentVariable('GIB_PER_TRAINING', '2'))
param executionHours = int(readEnvironmentVariable('EXECUTION_HOURS', '24'))
param scheduleTimer = readEnvironmentVariable('SCHEDULE_TIMER', '0 * * * * *')
param checkpointDays = int(readEnvironmentVariable('CHECKPOINT_DAYS', '30'))
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param monthlyBudget = int(readEnvironmentVariable('MONTHLY_BUDGET', '100'))
param budgetStart = readEnvironmentVariable('BUDGET_START', '')
