using Serverless.Domain.Jobs;

namespace Serverless.Worker.Leasing;

/// <summary>A job that is this worker's alone, and has no result yet.</summary>
sealed record TakenJob(Job Job, IJobClaim Claim);
