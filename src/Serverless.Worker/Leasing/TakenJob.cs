using Serverless.Application.Jobs;
using Serverless.Core.Jobs;

namespace Serverless.Worker.Leasing;

/// <summary>A job that is this worker's alone, and has no result yet.</summary>
/// <param name="Job">What to do.</param>
/// <param name="Claim">To be given back.</param>
sealed record TakenJob(Job Job, IJobClaim Claim)
{
    /// <value>Whether it went wrong before: then no other job shall suffer from it, nor be the cause.</value>
    public bool RunsAlone => Claim.Crashes > 0 || Job.Attempt > 1;
}
