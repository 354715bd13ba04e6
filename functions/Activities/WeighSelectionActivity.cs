using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Fidelities;

namespace Serverless.Functions.Activities;

/// <summary>Tells how many epochs each selected candidate of a generation takes, where the algorithm says how far each is trained.</summary>
public sealed class WeighSelectionActivity(SearchDocuments searches, SearchGenerations generations, RungPools pools, IDocumentStore store)
{
    /// <returns>Epochs of all seeds together, in the order of the candidates' places in the generation.</returns>
    [Function(FunctionNames.WeighSelection)]
    public async Task<int[]> RunAsync([ActivityTrigger] GenerationInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var own = OwnFidelities.Of(request)
            ?? throw new InvalidOperationException($"The algorithm of {input.SearchId} does not say how far candidates are trained.");
        var selection = await store.ReadAsync(BlobPaths.Selection(input.SearchId, input.Generation), CoreJson.Default.TrainingSelection, cancellation);
        var selected = selection.Value.Selected.ToHashSet();
        var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, cancellation);
        var shares = own.SharesOf(
            candidates.Where(candidate => selected.Contains(candidate.Id)),
            await pools.ReadBeforeAsync(input.SearchId, own.Ladder, input.Generation, cancellation));
        return [.. shares.Select(share => share.Epochs)];
    }
}
