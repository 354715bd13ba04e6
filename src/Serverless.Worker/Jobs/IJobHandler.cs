using Serverless.Core.Jobs;

namespace Serverless.Worker.Jobs;

/// <summary>Does the work of one kind of job.</summary>
interface IJobHandler
{
    /// <value>The kind it does.</value>
    JobKind Kind { get; }

    /// <summary>Does the work; stops soon, at the next batch or pass, when cancelled.</summary>
    /// <exception cref="JobInputException">The job asks for something that cannot be; another attempt would end the same way.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<JobOutput> RunAsync(Job job, CancellationToken cancellation);
}
