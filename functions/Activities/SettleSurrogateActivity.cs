using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Surrogates;
using Serverless.Core.Surrogates;

namespace Serverless.Functions.Activities;

/// <summary>Decides after a fit what the surrogate does in a generation.</summary>
public sealed class SettleSurrogateActivity(SurrogateSettlement settlement)
{
    [Function(FunctionNames.SettleSurrogate)]
    public Task<SurrogateRole> RunAsync([ActivityTrigger] PlannedFit input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        return settlement.SettleAsync(input, cancellation);
    }
}
