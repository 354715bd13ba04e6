using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Host;

/// <summary>Large results, which make the log grow.</summary>
public static class Bulk
{
    [Function(nameof(CarryMuch))]
    public static async Task<string> CarryMuch([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var length = 0;
        for (var call = 0; call < 4; call++)
        {
            length += (await context.CallActivityAsync<string>(nameof(Much), 400_000)).Length;
        }

        return length.ToString(CultureInfo.InvariantCulture);
    }

    [Function(nameof(Much))]
    public static string Much([ActivityTrigger] int length) => new('x', length);
}
