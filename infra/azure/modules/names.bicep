// The platform's own containers and queues, as in src/Serverless.Application/Storage/BlobPaths.cs and .../Jobs/QueueNames.cs, whose programs
// make them too. They are deployed because roles are given on each, and because KEDA looks at queues before any worker has run.
@export()
var containerNames = ['searches', 'evaluations', 'checkpoints', 'jobs', 'devices', 'rejected', 'schedules', 'surrogates', 'generators', 'tables', 'datasets']

@export()
var jobQueue = 'jobs'

@export()
var measurementQueue = 'measure-local-cpu' // the device that workers are unless told otherwise

@export()
var queueNames = [
  jobQueue
  '${jobQueue}-poison'
  'job-results'
  'job-results-poison'
  'search-requests'
  'search-requests-poison'
  measurementQueue
]
