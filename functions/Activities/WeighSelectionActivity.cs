using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Fidelities;

namespace Serverless.Functions.Activities;

/// <summary>Returns the number of epochs of each selected candidate of a generation whose candidates differ in their epochs.</summary>
public sealed class WeighSelectionActivity(SearchDocuments searches, SearchGenerations generations, RungPools pools, IDocumentStore store)
{
    /// <returns>The epochs of all seeds together, in the order of the candidates' indices in the generation.</returns>
    [Function(FunctionNames.WeighSelection)]
    public async Task<int[]> RunAsync([ActivityTrigger] GenerationInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var selection = await store.ReadAsync(BlobPaths.Selection(input.SearchId, input.Generation), CoreJson.Default.TrainingSelection, cancellation);
        var selected = selection.Value.Selected.ToHashSet();
        var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, cancellation);
        var shares = CandidateShares.Of(
            request,
            candidates.Where(candidate => selected.Contains(candidate.Id)),
            await pools.ReadBeforeAsync(input.SearchId, RungLadder.Of(request), input.Generation, cancellation))
            ?? throw new InvalidOperationException($"The candidates of {input.SearchId} do not differ in their epochs.");
        return [.. shares.Select(share => share.Epochs)];
    }
}
