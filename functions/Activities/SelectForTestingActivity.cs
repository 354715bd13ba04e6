using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Activities;

/// <summary>
/// Finds the members of the final front that can be judged on the test images, those whose network was kept, and were not yet; none when the dataset has no test images.
/// </summary>
public sealed class SelectForTestingActivity(SearchDocuments searches, FrontTests tests)
{
    [Function(FunctionNames.SelectForTesting)]
    public async Task<FrontTest[]> RunAsync([ActivityTrigger] string searchId, CancellationToken cancellation)
    {
        if ((await searches.ReadRequestAsync(searchId, cancellation)).Dataset.Source is { Test: null })
        {
            return [];
        }

        var state = await searches.ReadStateAsync(searchId, cancellation);
        var members = (await searches.ReadFrontAsync(state, cancellation)).Members;
        var toTest = new List<FrontTest>();
        for (var index = 0; index < members.Count; index++)
        {
            if (members[index].ModelBlob is not null
                && await tests.FindAsync(searchId, members[index], cancellation) is { Accuracy: null, Attempts: var attempts })
            {
                toTest.Add(new FrontTest(index, attempts + 1));
            }
        }

        return [.. toTest];
    }
}
