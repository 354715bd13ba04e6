using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Functions.Activities;

/// <summary>The input of <see cref="ScoreCandidatesActivity"/>: a shard of a generation.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">The generation, from 0.</param>
/// <param name="First">The index of the first candidate.</param>
/// <param name="Count">The number of candidates, at least 1.</param>
public sealed record ScoreCandidatesInput(string SearchId, int Generation, int First, int Count);

/// <summary>Scores a shard of a generation that is too large for <see cref="SelectForTrainingActivity"/> to score alone.</summary>
public sealed class ScoreCandidatesActivity(
    SearchTraces traces, SearchDocuments searches, SearchGenerations generations, CandidateScorer scorer, Evaluators evaluators)
{
    [Function(FunctionNames.ScoreCandidates)]
    public async Task<int> RunAsync([ActivityTrigger] ScoreCandidatesInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var span = (await traces.OfAsync(input.SearchId, cancellation)).Start(SpanNames.Score, input.Generation);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var evaluator = await evaluators.OfAsync(request, cancellation);
        var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, evaluator, cancellation);
        var scores = await scorer.ScoreAsync(
            input.SearchId, input.Generation, evaluator, [.. candidates.Skip(input.First).Take(input.Count)], cancellation);
        await generations.GetOrCreateAsync(
            BlobPaths.ScoreShard(input.SearchId, input.Generation, input.First),
            new ScoreSet { Generation = input.Generation, Scores = scores },
            CoreJson.Default.ScoreSet,
            cancellation);
        return scores.Count;
    }
}
