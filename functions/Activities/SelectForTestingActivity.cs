using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;

namespace Serverless.Functions.Activities;

/// <summary>The input of <see cref="SelectForTestingActivity"/>.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="First">The index in the front of the first member to consider.</param>
public sealed record SelectForTestingInput(string SearchId, int First = 0);

/// <summary>A front member to evaluate on the test images.</summary>
/// <param name="Index">The index of the member in the front.</param>
/// <param name="Attempt">The number of the first attempt, from 1; it continues after the attempts of an earlier end of the search.</param>
public sealed record FrontTest(int Index, int Attempt);

/// <summary>
/// Finds the members of the final front that still have to be evaluated on the test images: those whose network was kept and that were not
/// tested yet. Finds none when the dataset has no test images.
/// </summary>
public sealed class SelectForTestingActivity(SearchDocuments searches, FrontTests tests)
{
    /// <summary>The most members returned at once: a front can have any number of members, but the size of a result is limited.</summary>
    public const int Most = 256;

    /// <returns>The first members to test, at most <see cref="Most"/>.</returns>
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
