using Microsoft.Azure.Functions.Worker;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Domain.Storage;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Activities;

/// <summary>Scores a shard of a generation by what is counted from the architectures alone; no surrogate model is asked yet.</summary>
public sealed class ScoreCandidatesActivity(SearchDocuments searches, SearchGenerations generations)
{
    [Function(FunctionNames.ScoreCandidates)]
    public async Task<int> RunAsync([ActivityTrigger] ScoreCandidatesInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, cancellation);
        var source = BlobPaths.Candidates(input.SearchId, input.Generation);
        var scores = candidates.Skip(input.First).Take(input.Count).Select(candidate => Score(request, candidate, source)).ToList();
        await generations.KeepAsync(
            BlobPaths.ScoreShard(input.SearchId, input.Generation, input.First),
            new ScoreSet { Generation = input.Generation, Scores = scores },
            DomainJson.Default.ScoreSet,
            cancellation);
        return scores.Count;
    }

    static CandidateScore Score(SearchRequest request, ProposedCandidate candidate, BlobPath source)
    {
        var space = SearchGenerations.SpaceOf(request);
        var architecture = SearchGenerations.Parse(space, candidate.Architecture, source);
        var metrics = space.Cost(architecture, request.Space, SearchGenerations.DatasetOf(request).Shape).ToMetrics();
        var violation = request.Constraints.Sum(constraint => constraint.Violation(metrics[constraint.Metric]));
        return new CandidateScore(candidate.Id, metrics, violation);
    }
}
