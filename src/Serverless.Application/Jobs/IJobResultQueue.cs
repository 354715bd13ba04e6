using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>The queue <c>job-results</c>.</summary>
public interface IJobResultQueue
{
    Task SendAsync(JobResultMessage message, CancellationToken cancellation);
}
