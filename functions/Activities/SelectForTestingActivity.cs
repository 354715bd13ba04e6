using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;

namespace Serverless.Functions.Activities;

/// <summary>Members of the final front that may be tested.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="First">The first member's place in the front.</param>
public sealed record SelectForTestingInput(string SearchId, int First = 0);

/// <summary>A front member to judge on the test images.</summary>
/// <param name="Index">Its place in the front.</param>
/// <param name="Attempt">The first attempt to make, from 1: after those of an earlier end of the search.</param>
public sealed record FrontTest(int Index, int Attempt);

/// <summary>
/// Finds the members of the final front that can be judged on the test images, those whose network was kept, and were not yet; none when the
/// dataset has no test images.
/// </summary>
public sealed class SelectForTestingActivity(SearchDocuments searches, FrontTests tests)
{
    /// <summary>How many are told at once: a front may have any number of members, an answer may not be of any size.</summary>
    public const int Most = 256;

    /// <returns>The first <see cref="Most"/> of them.</returns>
    [Function(FunctionNames.SelectForTesting)]
    public async Task<FrontTest[]> RunAsync([ActivityTrigger] SelectForTestingInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var searchId = input.SearchId;
        if (FrontTests.AreImpossible(await searches.ReadRequestAsync(searchId, cancellation)))
        {
            return [];
        }

        var state = await searches.ReadStateAsync(searchId, cancellation);
        var members = (await searches.ReadFrontAsync(state, cancellation)).Members;
        var toTest = new List<FrontTest>();
        for (var index = input.First; index < members.Count && toTest.Count < Most; index++)
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
