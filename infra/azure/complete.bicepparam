// Everything that can be deployed, for the snapshot that a test compares with: complete.snapshot.json.
using 'main.bicep'

param workerImage = 'example.azurecr.io/serverless-worker:1'
param measurementImage = 'example.azurecr.io/serverless-worker:1-cpu'
param registryName = 'example'
param alertEmail = 'operator@example.org'
param budgetStart = '2027-01-01'
