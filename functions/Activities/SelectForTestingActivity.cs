using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Activities;

/// <summary>Finds the members of the final front that can be judged on the test images: those whose network was kept.</summary>
public sealed class SelectForTestingActivity(SearchDocuments searches)
{
    /// <returns>Their places in the front.</returns>
    [Function(FunctionNames.SelectForTesting)]
    public async Task<int[]> RunAsync([ActivityTrigger] string searchId, CancellationToken cancellation)
    {
        var state = await searches.ReadStateAsync(searchId, cancellation);
        var members = (await searches.ReadFrontAsync(state, cancellation)).Members;
        return [.. Enumerable.Range(0, members.Count).Where(index => members[index].ModelBlob is not null)];
    }
}
