using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Storage;
using Serverless.Domain.Surrogates;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>Writes down that a surrogate could not be fitted, and why.</summary>
public sealed class GiveUpFitActivity(IDocumentStore store, ILogger<GiveUpFitActivity> logger)
{
    [Function(FunctionNames.GiveUpFit)]
    public async Task RunAsync([ActivityTrigger] GiveUpFitInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var failure = new SurrogateFailure(input.SurrogateId, input.End.Error ?? "It was stopped.", input.End.Attempt);
        await store.TryCreateAsync(
            BlobPaths.SurrogateFailure(input.SurrogateId), failure, DomainJson.Default.SurrogateFailure, cancellation);
        logger.FitGivenUp(input.SurrogateId, failure.Error);
    }
}
